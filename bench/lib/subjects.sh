# The subjects: how each is made ready, and how it is launched.

# Each has a kind, a label, a JAVA_HOME or nothing, the expected /proc/PID/exe, and the folder of its files.
kinds=() labels=() homes=() programs=() folders=()

subject() { kinds+=("$1") labels+=("$2") homes+=("$3") programs+=("$(readlink -f -- "$4")") folders+=("${5:-}"); }

versions=''

koa() {
  node=$(node -p process.execPath)
  (($(node -p 'process.versions.node.split(".")[0]') >= 20)) || refuse "node is $(node --version): needs 20 or newer"
  if ! npm ls --prefix "$here/koa" --omit=dev >/dev/null 2>&1; then
    say 'Installing koa'
    npm install --prefix "$here/koa" --omit=dev --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error >&2 ||
      fail 'npm could not install koa'
  fi
  versions+="node $(node -p process.versions.node), koa $(package koa), koa-router $(package koa-router); "
  subject koa 'Koa' '' "$node"
}

package() { node -p 'JSON.parse(fs.readFileSync(process.argv[1])).version' "$here/koa/node_modules/$1/package.json"; }

# One worker, because it uses the least processor time for each request.
nginx_server() {
  nginx=$(command -v nginx)
  mkdir "$work/nginx"
  chmod 711 "$work" "$work/nginx" # the worker of a master that root starts is another user
  cat >"$work/nginx/nginx.conf" <<END
daemon off;
worker_processes 1;
pid $work/nginx/pid;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  default_type application/json;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:$port;
    location = $path { return 200 '$expected'; }
  }
}
END
  versions+="nginx $(nginx -v 2>&1 | sed 's/.*nginx\///'); "
  subject nginx 'nginx, constant' '' "$nginx"
}

build_spring() {
  spring=$here/spring/target/spring.jar
  if [[ ! -f $spring || -n $(find "$here/spring/src" "$here/spring/pom.xml" -newer "$spring") ]]; then
    say 'Building spring'
    mvn -B -q -ntp -f "$here/spring/pom.xml" package >&2 || fail 'mvn could not build bench/spring'
  fi
  spring_version=$(sed -n '/<parent>/,/<\/parent>/s/.*<version>\(.*\)<.*/\1/p' "$here/spring/pom.xml")
}

heap_label=${heap:+, -Xmx$heap}

jdk() { # JAVA_HOME: its subjects
  local home=$1 banner version feature
  [[ -x $home/bin/java ]] || refuse "--java '$home': has no bin/java"
  home=$(cd -- "$home" && pwd)
  banner=$("$home/bin/java" -version 2>&1) || refuse "--java '$home': java -version fails"
  [[ $banner =~ version\ \"([0-9]+)([^\"]*)\" ]] || refuse "--java '$home': java -version prints no version"
  feature=${BASH_REMATCH[1]} version=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
  ((feature >= 17)) || refuse "--java '$home': is Java $version, needs 17 or newer"
  if wants spring; then
    subject spring "Spring Boot $spring_version, Java $version$heap_label" "$home" "$home/bin/java"
  fi
  if wants spring-cache && ((feature >= 25)); then
    train spring-cache "Spring Boot $spring_version, Java $version with cache$heap_label"
  fi
  if wants jar; then
    subject jar "Banyan, Java $version$heap_label" "$home" "$home/bin/java"
  fi
  if wants cache && ((feature >= 25)); then
    [[ -x $artifact/bin/banyan ]] || refuse "no bin/banyan in '$artifact'"
    train cache "Banyan, Java $version with cache$heap_label"
  fi
}

# A cache belongs to one JVM and one set of jars, so each JDK trains a copy, and the artifact stays unchanged.
train() { # KIND LABEL: within jdk
  local copy=$work/trained-${#kinds[@]}
  mkdir "$copy"
  say "Training $2"
  (cd -- "$copy" && "copy_of_${1//-/_}" "$home") >"$work/train.log" 2>&1 || {
    tail -n 20 -- "$work/train.log" >&2
    fail "$2: the training failed"
  }
  subject "$1" "$2" "$home" "$home/bin/java" "$copy"
}

copy_of_cache() { # JAVA_HOME: in the current folder
  cp -Rp -- "$artifact/launcher.jar" "$artifact/lib" "$artifact/modules" "$artifact/bin" . &&
    JAVA_HOME=$1 JAVA_OPTS=${heap:+-Xmx$heap} exec bin/banyan train
}

# The flags of bin/banyan, so that a cache of Spring runs on the same JVM.
cache_flags=(-XX:+UseSerialGC -XX:CompileThresholdScaling=6)
if grep -qs '\[always\]\|\[madvise\]' /sys/kernel/mm/transparent_hugepage/enabled; then
  cache_flags+=(-XX:+UseTransparentHugePages)
fi

copy_of_spring_cache() { # JAVA_HOME: in the current folder, as the documentation of Spring Boot says
  "$1/bin/java" -Djarmode=tools -jar "$spring" extract --destination . &&
    exec "$1/bin/java" "${cache_flags[@]}" ${heap:+"-Xmx$heap"} -XX:AOTCacheOutput=spring.aot -Dspring.context.exit=onRefresh \
      -jar "$PWD/spring.jar" --server.port=0 '--spring.datasource.url=jdbc:h2:mem:training'
}

# --- launching

modules=(none users threads posts) # one process each: the gateway at $port, the others at the next ports

parts() { # SUBJECT MEASURE: prints the number of its processes
  if [[ $2 == processes && ${kinds[$1]} == @(jar|cache) ]]; then echo ${#modules[@]}; else echo 1; fi
}

launch() { # SUBJECT MEASURE DATA PART: becomes the server, or a part of it
  local home=${homes[$1]} folder=${folders[$1]}
  local -a java=("$home/bin/java" ${heap:+"-Xmx$heap"}) options=()
  case ${kinds[$1]} in
    spring | spring-cache) mapfile -t options < <(spring_options "$2" "$3") ;;
    jar | cache) mapfile -t options < <(banyan_options "$2" "$3" "$4") ;;
  esac
  case ${kinds[$1]} in
    koa) exec env -u NODE_EXTRA_CA_CERTS NODE_ENV=production PORT="$port" "$node" "$here/koa/server.js" ;;
    nginx) exec "$nginx" -e "$work/nginx/error.log" -p "$work/nginx" -c nginx.conf ;;
    spring) exec "${java[@]}" -jar "$spring" "${options[@]}" ;;
    spring-cache) exec "${java[@]}" "${cache_flags[@]}" -XX:AOTCache="$folder/spring.aot" -jar "$folder/spring.jar" "${options[@]}" ;;
    jar) exec "${java[@]}" -jar "$artifact/launcher.jar" "${options[@]}" ;;
    cache) exec env JAVA_HOME="$home" JAVA_OPTS="${heap:+-Xmx$heap}" "$folder/bin/banyan" "${options[@]}" ;;
  esac
}

spring_options() { # MEASURE DATA: prints one option in each line, as the functions below do
  echo "--server.port=$port"
  case $1 in
    postgres) printf '%s\n' "--spring.datasource.url=$postgres_url" --spring.datasource.username=bench ;;
    *) echo "--spring.datasource.url=jdbc:h2:file:$2/board;WRITE_DELAY=0" ;;
  esac
}

banyan_options() { # MEASURE DATA PART
  printf '%s\n' --bind=127.0.0.1 --admin-port=0 --access-log=off "--data=$2" "--port=$((port + $3))"
  case $1 in
    processes) one_module "$3" ;;
    computed) printf '%s\n' --modules=all --response-cache=0 ;;
    postgres) printf '%s\n' --modules=all --seed=tutorial "--database=$postgres_url" ;;
    *) echo --modules=all ;;
  esac
}

one_module() { # PART
  local other
  echo "--modules=${modules[$1]}"
  for ((other = 1; other < ${#modules[@]}; other++)); do
    ((other == $1)) || echo "--remote=${modules[$other]}=http://127.0.0.1:$((port + other))"
  done
}
