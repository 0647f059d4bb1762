-- What the fleet's containers used: slots of time with the least, mean and most value of each measure, finely for a
-- short time and coarsely for longer. Made, rolled up and deleted by the application; the rows of a container are
-- bounded by the resolutions in the configuration.
CREATE TABLE fleet_resource (
    miner             varchar(40) NOT NULL,
    ordinal           integer NOT NULL,
    -- Which of the replica's containers.
    part              varchar(10) NOT NULL,
    -- The slot's length in seconds, and its start in seconds since 1970: both databases can round those alike.
    step              bigint NOT NULL,
    at_second         bigint NOT NULL,
    -- How many figures went into it.
    samples           bigint NOT NULL,
    -- Cores.
    cpus_least        double precision,
    cpus_mean         double precision,
    cpus_most         double precision,
    -- Bytes.
    memory_least      double precision,
    memory_mean       double precision,
    memory_most       double precision,
    -- Bytes a second.
    received_least    double precision,
    received_mean     double precision,
    received_most     double precision,
    sent_least        double precision,
    sent_mean         double precision,
    sent_most         double precision,
    read_least        double precision,
    read_mean         double precision,
    read_most         double precision,
    written_least     double precision,
    written_mean      double precision,
    written_most      double precision,
    -- Processes and threads.
    pids_least        double precision,
    pids_mean         double precision,
    pids_most         double precision,
    -- Per cent; null where there is no graphics processor, or it doesn't tell.
    gpu_load_least    double precision,
    gpu_load_mean     double precision,
    gpu_load_most     double precision,
    -- Bytes.
    gpu_memory_least  double precision,
    gpu_memory_mean   double precision,
    gpu_memory_most   double precision,
    -- Watts.
    gpu_power_least   double precision,
    gpu_power_mean    double precision,
    gpu_power_most    double precision,
    CONSTRAINT fleet_resource_pk PRIMARY KEY (miner, step, ordinal, part, at_second),
    CONSTRAINT fleet_resource_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE
);

-- For rolling up and deleting, which go by age.
CREATE INDEX fleet_resource_by_age ON fleet_resource (step, at_second);
