package io.vouchsafe.rest.internal.openinference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vouchsafe.rest.internal.problem.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestTest {
    private static MalformedBodyException refused(String json) {
        return refused(json.getBytes(StandardCharsets.UTF_8));
    }

    private static MalformedBodyException refused(byte[] body) {
        return assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> RequestDecoder.decode(body))
                .actual();
    }

    private static String input(String members) {
        return "{\"inputs\":[{" + members + "}]}";
    }

    private static String data(String datatype, String shape, String data) {
        return input(
                "\"name\":\"x\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s"
                        .formatted(datatype, shape, data));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                     | not a JSON object       | empty",
                "' '                    | not a JSON object       | only space",
                "null                   | not a JSON object       | null",
                "[]                     | not a JSON object       | an array",
                "7                      | not a JSON object       | a number",
                "'{'                    | no valid JSON           | cut off",
                "'{\"inputs\":'         | no valid JSON           | cut off after a name",
                "'{\"inputs\":[{]}'     | no valid JSON           | crossed brackets",
                "{inputs:[]}            | no valid JSON           | unquoted name",
                "\"{'inputs':[]}\"      | not a JSON object       | a text",
                "'{\"inputs\":[],}'     | no valid JSON           | comma at the end",
                "'{} {}'                | Something follows       | two objects",
                "'{} x'                 | no valid JSON           | garbage behind",
                "'{}'                   | no input                | nothing in it",
                "'{\"inputs\":[]}'      | no input                | no input",
                "'{\"inputs\":{}}'      | not an array            | inputs as an object",
                "'{\"inputs\":null}'    | not an array            | inputs as null",
                "'{\"inputs\":[7]}'     | not an array of objects | input as a number",
                "'{\"inputs\":[[]]}'    | not an array of objects | input as an array",
                "'{\"id\":7}'           | not a string            | id as a number",
                "'{\"outputs\":{}}'     | not an array            | outputs as an object",
                "'{\"outputs\":[\"y\"]}' | not an array of objects | output as a text",
                "'{\"outputs\":[{}]}'   | 'name' of Output 0 is missing | output without name",
                "'{\"outputs\":[{\"name\":\"y\"},{\"name\":\"y\"}]}' | Output 'y' stands twice | same output twice",
                "'{\"outputs\":[{\"nam\":\"y\"}]}' | 'nam' of Output 0 is not known | slip in an output",
                "'{\"parameters\":[]}'  | not an object           | parameters as an array",
                "'{\"parameters\":{\"signature_name\":1}}' | not a string | signature as a number",
                "'{\"output\":[]}'      | 'output' of the request is not known | slip of the pen",
                "'{\"id\":\"a\",\"id\":\"b\"}' | 'id' of the request stands twice | id twice"
            })
    void aMalformedEnvelope_isToldAsSuch(String json, String told, String reason) {
        assertThat(refused(json)).as(reason).hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]' | 'name' of Input 0 is missing",
                "'\"name\":\"x\",\"shape\":[1],\"data\":[1]' | 'datatype' of Input 'x' is missing",
                "'\"name\":\"x\",\"datatype\":\"FP32\",\"data\":[1]' | 'shape' of Input 'x' is missing",
                "'\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1]' | 'data' of Input 'x' is missing",
                "'\"name\":7' | 'name' of Input 0 is not a string",
                "'\"name\":\"x\",\"name\":\"x\"' | 'name' of Input 'x' stands twice",
                "'\"name\":\"x\",\"data\":[1],\"data\":[1]' | 'data' of Input 'x' stands twice",
                "'\"name\":\"x\",\"dtype\":\"FP32\"' | 'dtype' of Input 'x' is not known",
                "'\"name\":\"x\",\"datatype\":\"FLOAT\"' | datatype 'FLOAT' is not one",
                "'\"name\":\"x\",\"datatype\":\"fp32\"' | datatype 'fp32' is not one",
                "'\"name\":\"x\",\"shape\":1' | shape must be",
                "'\"name\":\"x\",\"shape\":[-1]' | shape must be",
                "'\"name\":\"x\",\"shape\":[1.0]' | shape must be",
                "'\"name\":\"x\",\"shape\":[\"1\"]' | shape must be",
                "'\"name\":\"x\",\"shape\":[[1]]' | shape must be",
                "'\"name\":\"x\",\"shape\":[99999999999999999999]' | shape must be",
                "'\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}' | binary tensor data is not offered",
                "'\"name\":\"x\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"*\"],\"parameters\":{\"content_type\":\"base64\"}' | element 0 is no base64",
                "'\"name\":\"x\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"a\"],\"parameters\":{\"content_type\":\"pd\"}' | content_type 'pd' is not understood"
            })
    void aMalformedInput_isNamed(String members, String told) {
        assertThat(refused(input(members))).hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FP32 | [3]     | [1,2]           | does not have the 3 elements | too few",
                "FP32 | [1]     | [1,2]           | does not have the 1 elements | too many",
                "FP32 | [0]     | [1]             | does not have the 0 elements | one too many",
                "FP32 | []      | []              | does not have the 1 elements | empty scalar",
                "FP32 | []      | [1,2]           | does not have the 1 elements | two for a scalar",
                "FP32 | [2]     | 1               | the data is not an array     | no array",
                "FP32 | [1]     | {}              | the data is not an array     | an object",
                "FP32 | [1]     | null            | the data is not an array     | null",
                "FP32 | [1]     | \"1\"           | the data is not an array     | a text",
                "FP32 | [2]     | [[1],[2]]       | not nested as shape [2]      | nested too deep",
                "FP32 | [1]     | [{}]            | not nested as shape [1]      | an object inside",
                "FP32 | []      | [[1]]           | not nested as shape []       | a nested scalar",
                "FP32 | [2,2]   | [[1,2],[3]]     | not nested                   | a short row",
                "FP32 | [2,2]   | [[1,2],[3,4,5]] | not nested                   | a long row",
                "FP32 | [2,2]   | [[1,2]]         | not nested                   | a row missing",
                "FP32 | [2,2]   | [[1,2],[3,4],[5,6]] | not nested               | a row too many",
                "FP32 | [2,2]   | [[1,2],3,4]     | not nested                   | mixed",
                "FP32 | [2,2]   | [1,2,[3,4]]     | not nested                   | mixed, flat first",
                "FP32 | [2,1,2] | [[1,2],[3,4]]   | not nested                   | a level missing",
                "FP32 | [9223372036854775807,9223372036854775807] | [1] | more elements than the data | overflow",
                "FP32 | [1000000000] | [1]        | more elements than the data | far too large",
                "BYTES | [1000000000] | [\"a\"]   | more elements than the data | far too large, texts",
                "FP64 | [4294967296,4294967296] | [1] | more elements than the data | product is 2^64",
                "FP32 | [1]     | [\"1\"]         | element 0 is no FP32         | a number in quotes",
                "FP32 | [2]     | [1,null]        | element 1 is no FP32         | null",
                "FP32 | [1]     | [true]          | element 0 is no FP32         | a truth value",
                "FP32 | [1]     | [\"nan\"]       | element 0 is no FP32         | nan in lower case",
                "FP32 | [1]     | [1e39]          | element 0 does not fit FP32  | too large",
                "FP32 | [1]     | [-1e400]        | element 0 does not fit FP32  | far too large",
                "FP64 | [1]     | [1e309]         | element 0 does not fit FP64  | too large",
                "FP16 | [1]     | [65520]         | element 0 does not fit FP16  | rounds to infinity",
                "BF16 | [1]     | [3.4e38]        | element 0 does not fit BF16  | rounds to infinity",
                "BOOL | [1]     | [1]             | element 0 is no BOOL         | a number",
                "BOOL | [1]     | [\"true\"]      | element 0 is no BOOL         | a text",
                "INT32 | [1]    | [1.0]           | element 0 is no INT32        | a float",
                "INT32 | [1]    | [1e2]           | element 0 is no INT32        | an exponent",
                "INT8 | [2]     | [0,128]         | element 1 does not fit INT8  | above",
                "INT8 | [1]     | [-129]          | element 0 does not fit INT8  | below",
                "UINT8 | [1]    | [256]           | element 0 does not fit UINT8 | above",
                "UINT8 | [1]    | [-1]            | element 0 does not fit UINT8 | negative",
                "INT16 | [1]    | [32768]         | does not fit INT16           | above",
                "UINT16 | [1]   | [65536]         | does not fit UINT16          | above",
                "UINT16 | [1]   | [-1]            | does not fit UINT16          | negative",
                "INT32 | [1]    | [2147483648]    | does not fit INT32           | above",
                "UINT32 | [1]   | [4294967296]    | does not fit UINT32          | above",
                "UINT32 | [1]   | [-1]            | does not fit UINT32          | negative",
                "INT64 | [1]    | [9223372036854775808] | does not fit INT64     | above",
                "INT64 | [1]    | [-9223372036854775809] | does not fit INT64    | below",
                "UINT64 | [1]   | [18446744073709551616] | does not fit UINT64   | above",
                "UINT64 | [1]   | [-1]            | does not fit UINT64          | negative",
                "UINT64 | [1]   | [-18446744073709551615] | does not fit UINT64  | far negative",
                "BYTES | [1]    | [7]             | element 0 is no BYTES        | a number",
                "BYTES | [1]    | [null]          | element 0 is no BYTES        | null",
                "BYTES | [2]    | [\"a\",\"\\ud800\"] | element 1 is no well-formed | half a pair",
                "BYTES | [1]    | [\"\\udc00\\ud800\"] | element 0 is no well-formed | halves swapped",
                "FP32 | [1]     | [NaN]           | no valid JSON                | NaN is no JSON",
                "FP32 | [1]     | [Infinity]      | no valid JSON                | nor is Infinity",
                "FP32 | [1]     | [01]            | no valid JSON                | leading zero",
                "FP32 | [1]     | [+1]            | no valid JSON                | plus",
                "FP32 | [1]     | [.5]            | no valid JSON                | no zero",
                "FP32 | [1]     | [0x10]          | no valid JSON                | hexadecimal",
                "BYTES | [1]    | [\"\\x\"]       | no valid JSON                | unknown escape"
            })
    void wrongData_isToldWithItsPlace(
            String datatype, String shape, String data, String told, String reason) {
        MalformedBodyException inOrder = refused(data(datatype, shape, data));
        MalformedBodyException dataFirst =
                refused(
                        input(
                                "\"data\":%s,\"shape\":%s,\"datatype\":\"%s\",\"name\":\"x\""
                                        .formatted(data, shape, datatype)));

        assertThat(inOrder).as(reason).hasMessageContaining(told);
        assertThat(dataFirst).as(reason).hasMessageContaining(told);
    }

    @Test
    void thePublishedExample_isRefused_forItsSecondInputHasOneElementOfThree() {
        String published =
                """
                {"id":"42","inputs":[
                 {"name":"input0","shape":[2,2],"datatype":"UINT32","data":[1,2,3,4]},
                 {"name":"input1","shape":[3],"datatype":"BOOL","data":[true]}],
                 "outputs":[{"name":"output0"}]}""";

        assertThat(refused(published))
                .hasMessageContaining("Input 'input1'")
                .hasMessageContaining("3 elements");
    }

    @Test
    void theSameInputTwice_isRefused() {
        String x = "{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[1]}";

        assertThat(refused("{\"inputs\":[" + x + "," + x + "]}"))
                .hasMessageContaining("Input 'x' stands twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 1000, 100_000, 5_000_000})
    void aDepthBomb_isRefused_whereverItStands(int depth) {
        String bomb = "[".repeat(depth);

        assertThat(refused(bomb)).hasMessageContaining("not a JSON object");
        assertThat(refused("{\"parameters\":{\"a\":" + bomb)).hasMessageContaining("no valid JSON");
        assertThat(refused(input("\"name\":\"x\",\"data\":" + bomb)))
                .hasMessageContaining("no valid JSON");
        assertThat(refused(data("FP32", "[1,1,1]", bomb))).isNotNull();
    }

    @Test
    void tooManyDimensions_areRefused() {
        assertThat(refused(input("\"name\":\"x\",\"shape\":[" + "1,".repeat(32) + "1]")))
                .hasMessageContaining("at most 32");
    }

    @Test
    void longTexts_areRefused_whereTheyAreNoData() {
        String text = "a".repeat(1025);

        assertThat(refused("{\"id\":\"" + text + "\"}")).hasMessageContaining("1024 characters");
        assertThat(refused(input("\"name\":\"" + text + "\"")))
                .hasMessageContaining("1024 characters");
        assertThat(refused("{\"" + text + "\":1}").getMessage()).hasSizeLessThan(200);
    }

    @Test
    void tooManyInputs_areRefused() {
        StringBuilder json = new StringBuilder("{\"inputs\":[");
        for (int i = 0; i <= 1024; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"x")
                    .append(i)
                    .append("\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[1]}");
        }

        assertThat(refused(json.append("]}").toString())).hasMessageContaining("more than 1024");
    }

    @Test
    void bytesThatAreNoUtf8_areRefused() {
        byte[] body = data("BYTES", "[1]", "[\"a?b\"]").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '?') {
                body[i] = (byte) 0xff;
            }
        }

        assertThat(refused(body)).hasMessageContaining("no valid JSON");
        assertThat(refused("{}".getBytes(StandardCharsets.UTF_16))).isNotNull();
    }

    @Test
    void aHugeNumber_isRefused_withoutMuchWork() {
        String digits = "9".repeat(100_000);

        assertThat(refused(data("UINT64", "[1]", "[" + digits + "]"))).isNotNull();
        assertThat(refused(data("FP64", "[1]", "[" + digits + "]"))).isNotNull();
        assertThat(refused(data("FP32", "[1]", "[1e" + digits + "]"))).isNotNull();
    }

    @Test
    void whatIsToldNeverQuotesAValue() {
        MalformedBodyException wrong = refused(data("INT8", "[1]", "[4711]"));
        MalformedBodyException text = refused(data("FP32", "[1]", "[\"secret\"]"));
        MalformedBodyException syntax = refused(data("FP32", "[1]", "[secret]"));

        assertThat(wrong.getMessage()).doesNotContain("4711");
        assertThat(text.getMessage()).doesNotContain("secret");
        assertThat(syntax.getMessage()).doesNotContain("secret");
    }
}
