# Writes the JAAS file of Kafka's client. A quotation mark and a backslash are escaped as the login configuration of Java wants it.
set -eu
# Says early what Java would only say when the first broker is asked.
if [ "$LOGIN" = kerberos ] && [ ! -r "$KERBEROS_KEYTAB" ]; then
  echo "login: there is no keytab at $KERBEROS_KEYTAB" >&2
  exit 1
fi
escaped() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }
file=/etc/fink/jaas/kafka-jaas.conf
case "${KAFKA_PASSWORD-}${KAFKA_USERNAME-}" in
  *'${'*) echo 'login: Java would replace ${ in the user name or password, so it can not stand there' >&2; exit 1 ;;
esac
umask 077
case "$LOGIN" in
  plain) module=org.apache.kafka.common.security.plain.PlainLoginModule ;;
  scram) module=org.apache.kafka.common.security.scram.ScramLoginModule ;;
  kerberos) module=com.sun.security.auth.module.Krb5LoginModule ;;
esac
{
  echo 'KafkaClient {'
  if [ "$LOGIN" = kerberos ]; then
    printf '  %s required useKeyTab=true storeKey=true keyTab="%s" principal="%s" serviceName="%s";\n' \
      "$module" "$(escaped "$KERBEROS_KEYTAB")" "$(escaped "$KERBEROS_PRINCIPAL")" "$(escaped "$KERBEROS_SERVICE")"
  else
    printf '  %s required username="%s" password="%s";\n' "$module" "$(escaped "$KAFKA_USERNAME")" "$(escaped "$KAFKA_PASSWORD")"
  fi
  echo '};'
} > "$file"
