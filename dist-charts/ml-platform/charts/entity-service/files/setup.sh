# Makes the buckets and, where their credentials are given, the users for uploads and downloads. It can run any number of times.
set -eu
server=$1
shift
tries=0
until mc alias set store "$server" "$ADMIN_ACCESS_KEY" "$ADMIN_SECRET_KEY" > /dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  echo "waiting for $server"
  sleep 5
done
for bucket in "$@"; do
  mc mb --ignore-existing "store/$bucket"
done
user() {
  mc admin user add store "$1" "$2"
  # A policy that is attached already is an error for mc, but none for us.
  mc admin policy attach store "$3" --user "$1" || mc admin user info store "$1" | grep -q "$3"
}
[ -z "${UPLOAD_ACCESS_KEY:-}" ] || user "$UPLOAD_ACCESS_KEY" "$UPLOAD_SECRET_KEY" writeonly
[ -z "${DOWNLOAD_ACCESS_KEY:-}" ] || user "$DOWNLOAD_ACCESS_KEY" "$DOWNLOAD_SECRET_KEY" readonly
