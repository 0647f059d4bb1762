-- How far the application has heard a chain. Moved by compare-and-set on (next_block, last_hash) in the same transaction
-- as the effects of the blocks, so that each block takes effect exactly once.
CREATE TABLE chain_cursor (
    chain_id   varchar(64) NOT NULL,
    netuid     integer NOT NULL,
    next_block bigint NOT NULL,
    -- Hash of block next_block - 1; 0x00…00 before block 0.
    last_hash  varchar(66) NOT NULL,
    updated_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT chain_cursor_pk PRIMARY KEY (chain_id, netuid),
    CONSTRAINT chain_cursor_netuid_range CHECK (netuid BETWEEN 0 AND 65535),
    CONSTRAINT chain_cursor_next_block_range CHECK (next_block >= 0)
);
