/** The tutorial's board on Spring Boot, to compare Banyan with: the same reads of the same rows, and a write of a post. */
package bench;
