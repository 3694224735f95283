# Makes the buckets and, where their credentials are given, the users for uploads and downloads. It can run any number of times.
# Secret keys go through pipes, never through arguments, where everybody on the node could read them.
set -eu
server=$1
shift
tries=0
until answer=$(printf '%s\n%s\n' "$ADMIN_ACCESS_KEY" "$ADMIN_SECRET_KEY" | mc alias set store "$server" 2>&1); do
  echo "$answer"
  case $answer in
    *'ccess Key Id you provided'* | *'signature we calculated'*)
      echo "$server does not know the keys in objectStore.setup, or in objectStore where there are none"
      exit 1
      ;;
  esac
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  echo "waiting for $server"
  sleep 5
done
for bucket in "$@"; do
  mc mb --ignore-existing "store/$bucket"
done
user() {
  if ! printf '%s\n%s\n' "$1" "$2" | mc admin user add store; then
    echo "the user is not made: objectStore.setup.users is for MinIO alone, and the keys have to be an administrator's"
    exit 1
  fi
  # A policy that is attached already is an error for some clients, but none for us.
  mc admin policy attach store "$3" --user "$1" || mc admin user info store "$1" | grep -q "$3"
}
[ -z "${UPLOAD_ACCESS_KEY:-}" ] || user "$UPLOAD_ACCESS_KEY" "${UPLOAD_SECRET_KEY:?}" writeonly
[ -z "${DOWNLOAD_ACCESS_KEY:-}" ] || user "$DOWNLOAD_ACCESS_KEY" "${DOWNLOAD_SECRET_KEY:?}" readonly
