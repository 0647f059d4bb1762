-- What a validator asked the miners in an epoch to find out how good they are, and what came of it. Rows are planned with
-- the epoch, all at once, and judged one by one; a restart goes on with those that are still planned.
CREATE TABLE challenge (
    validator         varchar(42) NOT NULL,
    chain_id          varchar(64) NOT NULL,
    netuid            integer NOT NULL,
    epoch             bigint NOT NULL,
    -- The miner: its hotkey; the uid is what it was called in the epoch's snapshot.
    hotkey            varchar(42) NOT NULL,
    number            integer NOT NULL,
    uid               integer NOT NULL,
    model             varchar(255) NOT NULL,
    -- The synthetic request as it is sent: JSON of /api/chat.
    request           text NOT NULL,
    -- When it is due within a wave, in millionths of the time that a wave spreads over; and what chooses the tokens that
    -- are probed. Both drawn from the epoch's secret, so that the miner can foresee neither.
    moment            integer NOT NULL,
    probe_seed        bigint NOT NULL,
    state             varchar(8) NOT NULL,
    -- What the miner did; null while planned.
    outcome           varchar(12),
    detail            varchar(500),
    prompt_tokens     bigint,
    completion_tokens bigint,
    first_token_ns    bigint,
    total_ns          bigint,
    -- Seeded re-execution on the trusted reference: tokens compared, and those that were the same.
    compared_tokens   integer,
    matched_tokens    integer,
    -- Length of the answer against the reference's, in millionths, at most 1000000.
    completeness      integer,
    -- Median absolute difference of log-probabilities at the probed tokens, in millionths of a nat.
    logprob_error     bigint,
    -- Checks of form, counts and originality that the answer failed; the evidence names them.
    faults            integer,
    -- SHA-256 of the answer's text: tells an answer that was given before to another question.
    answer_digest     varchar(64),
    -- JSON: both texts, the probed positions with both log-probabilities, the counts that were claimed.
    evidence          text,
    planned_at        timestamp(6) with time zone NOT NULL,
    judged_at         timestamp(6) with time zone,
    CONSTRAINT challenge_pk PRIMARY KEY (validator, chain_id, netuid, epoch, hotkey, number),
    CONSTRAINT challenge_netuid_range CHECK (netuid BETWEEN 0 AND 65535),
    CONSTRAINT challenge_moment_range CHECK (moment BETWEEN 0 AND 999999),
    CONSTRAINT challenge_state CHECK (state IN ('planned', 'judged')),
    CONSTRAINT challenge_outcome CHECK (outcome IN ('answered', 'busy', 'failed', 'late', 'unreachable', 'missed')),
    CONSTRAINT challenge_judged CHECK ((state = 'judged') = (outcome IS NOT NULL))
);

-- Answers that a miner gave before.
CREATE INDEX challenge_answer ON challenge (hotkey, answer_digest);
