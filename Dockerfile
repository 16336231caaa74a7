# One image for every mode: docker build -t banyan . && docker run -p 3000:3000 banyan --modules=posts

FROM maven:3.9-eclipse-temurin-25 AS description
COPY . /source
RUN cd /source && find . -type f ! -name pom.xml -delete && find . -type d -empty -delete && find . -exec touch -d 2026-11-01T00:00:00Z {} +

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
# Downloads libraries and plugins with the poms only: this layer stays valid until a pom changes.
COPY --from=description /source .
RUN mvn -B -ntp -P '!error-prone' -Dmaven.test.skip -Dmaven.antrun.skip -Dassembly.skipAssembly package
# Builds the code offline, which proves that the layer above is complete.
COPY . .
RUN mvn -B -ntp -o -P '!error-prone' -Dmaven.test.skip -Dassembly.skipAssembly package
# Separates the libraries from our jars and gives all files one date, so unchanged libraries stay the same layer.
RUN mkdir -p /libraries/lib /board/lib \
 && cd launcher/target \
 && cp -r launcher.jar bin modules /source/LICENSE -t /board && mv lib/banyan-*.jar -t /board/lib && mv lib/*.jar -t /libraries/lib \
 && find /libraries /board -exec touch -d 2026-11-01T00:00:00Z {} +

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Banyan" \
      org.opencontainers.image.description="A message board that runs as one process or as many, from one artifact" \
      org.opencontainers.image.licenses="Apache-2.0"
# Only root can write outside the volume /data; the board can write only there.
RUN find / -xdev -type d -perm -0002 -exec chmod o-w {} + \
 && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /libraries /opt/banyan
COPY --from=build /board /opt/banyan
# Half of the container's memory is the heap. The rest is for classes, code, threads and buffers.
ENV BANYAN_DATA=/data \
    JAVA_OPTS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.io.tmpdir=/data"
# A cache that was trained with a small heap fits every heap that compressed pointers can address.
RUN JAVA_OPTS="-Xmx512m -XX:-UsePerfData -Djava.io.tmpdir=/data" /opt/banyan/bin/banyan train
USER 10001:10001
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=60s --interval=10s --timeout=5s CMD ["/opt/banyan/bin/healthy"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/banyan/bin/banyan"]
CMD ["--modules=all"]
