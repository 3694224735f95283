import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Properties;

/** Prints the values of key0, key1, … of a properties file, one a line, in base64. */
public class ReadProperties {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        for (int index = 0; index < properties.size(); index++) {
            byte[] value = properties.getProperty("key" + index).getBytes(StandardCharsets.UTF_8);
            System.out.println(Base64.getEncoder().encodeToString(value));
        }
    }
}
