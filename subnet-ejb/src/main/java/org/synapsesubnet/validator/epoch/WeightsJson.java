package org.synapsesubnet.validator.epoch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.SortedMap;
import org.synapsesubnet.chain.api.WeightRow;

/** A row of weights as it lies in the database: a JSON object from uid to u16. */
final class WeightsJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<SortedMap<Integer, Integer>> BY_UID = new TypeReference<>() {};

    private WeightsJson() {}

    static String write(WeightRow weights) throws SQLException {
        try {
            return JSON.writeValueAsString(weights.byUid());
        } catch (JsonProcessingException e) {
            throw new SQLException("weights can't be written", e);
        }
    }

    static WeightRow read(String text) throws SQLException {
        try {
            return new WeightRow(JSON.readValue(text, BY_UID));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SQLException("stored weights can't be read", e);
        }
    }
}
