-- Lists go by name, of all modules or of one type or status; each order has its index.
CREATE INDEX module_type_name ON module (type, name);
CREATE INDEX module_status_name ON module (status, name);

-- The words of a module's name and description in lower case, so that a search reads an index and not the modules.
-- A word longer than 40 characters is cut.
CREATE TABLE module_word (
    module_id uuid NOT NULL,
    word      varchar(40) NOT NULL,
    CONSTRAINT module_word_pk PRIMARY KEY (module_id, word),
    CONSTRAINT module_word_module_fk FOREIGN KEY (module_id) REFERENCES module (id) ON DELETE CASCADE
);

CREATE INDEX module_word_word ON module_word (word, module_id);

-- Modules from before are found by their name until they are written again.
INSERT INTO module_word (module_id, word) SELECT id, substring(name FROM 1 FOR 40) FROM module;
