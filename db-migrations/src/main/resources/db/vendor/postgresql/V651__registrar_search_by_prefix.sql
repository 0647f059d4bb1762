-- An index in the order of a language doesn't serve LIKE 'abc%'; one in the order of bytes does. H2 has no other.
ALTER TABLE module_word ALTER COLUMN word TYPE varchar(40) COLLATE "C";
