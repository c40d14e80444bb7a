import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.harness.Neo4jBuilders;

/** A Neo4j server for the tests: prints its address, then runs until its input ends. Data go to the folder given. */
public class Server {
    public static void main(String[] arguments) throws Exception {
        var server = Neo4jBuilders.newInProcessBuilder(Path.of(arguments[0]))
                .withDisabledServer()
                .withConfig(GraphDatabaseSettings.auth_enabled, true)
                .build();
        server.databaseManagementService().database("system").executeTransactionally(
                "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", System.getenv("CASEGRAPH_NEO4J_PASSWORD")));
        System.out.println(server.boltURI());
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
