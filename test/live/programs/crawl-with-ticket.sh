#!/bin/sh
# Stands in for the crawler, whose Kerberos library looks for the ticket in the same two variables, and says what the crawler says at last.
klist && kvno hive@EXAMPLE.COM && echo 'Catalogue response: status: 200'
