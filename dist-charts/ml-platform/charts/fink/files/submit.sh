# Runs spark-submit with the settings beside this file; the arguments are those of the application.
set -eu
settings=/opt/fink
set -- --name "$APPLICATION_NAME" --properties-file "$settings/spark.properties" "$APPLICATION" "$@"
if [ "$DEPLOY_MODE" = cluster ]; then
  # The driver has these files from its own template; Spark would mount a copy of them besides.
  unset HADOOP_CONF_DIR
  # The driver belongs to this pod, so that Kubernetes removes it when this pod goes.
  sed -e "s/^metadata:\$/metadata:\\
  ownerReferences:\\
    - apiVersion: v1\\
      kind: Pod\\
      name: $POD_NAME\\
      uid: $POD_UID/" "$settings/driver.yaml" > /tmp/driver.yaml
  set -- --conf spark.kubernetes.driver.podTemplateFile=/tmp/driver.yaml \
    --conf "spark.kubernetes.driver.pod.name=$POD_NAME-driver" "$@"
else
  set -- --conf "spark.kubernetes.driver.pod.name=$POD_NAME" "$@"
fi
exec "${SPARK_HOME:-/opt/spark}/bin/spark-submit" --master k8s://https://kubernetes.default.svc:443 --deploy-mode "$DEPLOY_MODE" "$@"
