package bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The tutorial's sample message board in idiomatic Spring, for {@code bench/run}. */
@SpringBootApplication
public class Board {
    public static void main(String[] arguments) {
        SpringApplication.run(Board.class, arguments);
    }
}
