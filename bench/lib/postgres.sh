# A PostgreSQL server for this run, with its default settings.

postgres_port=$((port + 10))
postgres_url=jdbc:postgresql://127.0.0.1:$postgres_port/bench
postgres=''
as_other=() # PostgreSQL does not run as root
((EUID)) || as_other=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
export BANYAN_DATABASE_USER=bench

postgres_programs() { # adds the folder of PostgreSQL's programs to the PATH
  local folders=(/usr/lib/postgresql/*/bin)
  PATH=$PATH:${folders[-1]}
  needs initdb 'install it with: apt-get install postgresql, or leave postgres out of --measure'
}

start_postgres() {
  local i
  chmod 711 "$work"
  mkdir "$work/postgres"
  ((EUID)) || chown nobody "$work/postgres"
  (cd -- "$work/postgres" && "${as_other[@]}" initdb -D rows -U bench -A trust) >"$work/postgres.log" 2>&1 ||
    { tail -n 20 -- "$work/postgres.log" >&2; fail 'initdb failed'; }
  (cd -- "$work/postgres" && exec "${as_other[@]}" postgres -D rows -p "$postgres_port" -h 127.0.0.1 -k "$work/postgres") \
    >"$work/postgres.log" 2>&1 </dev/null &
  postgres=$!
  for ((i = 0; i < 600; i++)); do
    sql 'SELECT 1' && return
    sleep 0.1
  done
  tail -n 20 -- "$work/postgres.log" >&2
  fail 'PostgreSQL does not respond'
}

sql() { # STATEMENT
  psql -h 127.0.0.1 -p "$postgres_port" -U bench -d postgres -qAt -c "$1" >/dev/null 2>&1
}

empty_database() {
  [[ -n $postgres ]] || start_postgres
  sql 'DROP DATABASE IF EXISTS bench' && sql 'CREATE DATABASE bench' || fail 'PostgreSQL has no database for the next server'
}
