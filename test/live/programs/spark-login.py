"""A driver that tells what its Java machine has read, and waits for its executors until it is stopped."""
import json
import sys
import time

from pyspark.sql import SparkSession

session = SparkSession.builder.getOrCreate()
java = session.sparkContext._jvm
entries = java.javax.security.auth.login.Configuration.getConfiguration().getAppConfigurationEntry("KafkaClient")
login = [{"module": entry.getLoginModuleName(), **dict(entry.getOptions())} for entry in entries or []]
principals = []
if login and login[0]["module"].endswith("Krb5LoginModule"):
    context = java.javax.security.auth.login.LoginContext("KafkaClient")
    context.login()
    principals = [principal.getName() for principal in context.getSubject().getPrincipals()]
print("told: " + json.dumps({"arguments": sys.argv[1:], "login": login, "principals": principals, "settings": dict(session.sparkContext.getConf().getAll())}), flush=True)
while True:
    time.sleep(1)
