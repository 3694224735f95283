"""Prints the values of a section of an INI file, in order, as JSON."""

import configparser
import json
import sys

parser = configparser.ConfigParser()
with open(sys.argv[1], encoding="utf-8") as file:
    parser.read_file(file)
print(json.dumps(list(parser["web"].values())))
