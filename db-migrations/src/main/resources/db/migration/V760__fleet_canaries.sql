-- While a miner goes from one image to another, its first replicas run the next one. Empty: it has one image.
ALTER TABLE fleet_miner ADD COLUMN canary_image varchar(300) DEFAULT '' NOT NULL;
ALTER TABLE fleet_miner ADD COLUMN canary_replicas integer DEFAULT 0 NOT NULL;
ALTER TABLE fleet_miner ADD CONSTRAINT fleet_miner_canaries CHECK (canary_replicas BETWEEN 0 AND 1000);
