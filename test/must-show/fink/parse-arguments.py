"""Parses lists of arguments by real parsers, made of a table. Reads and writes JSON; an answer is the error, or null."""
import argparse
import json
import re
import sys


class Refused(Exception):
    pass


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(message)

    # An abbreviation would hide an argument that the version does not know by its name; `allow_abbrev` is about two dashes only.
    def _get_option_tuples(self, option_string):
        return []


def matching(pattern):
    def value(text):
        if re.fullmatch(pattern, text) is None:
            raise ValueError(text)
        return text
    return value


def parser_of(options, required):
    parser = Parser(add_help=False)
    for name, option in options.items():
        if option.get("type") == "flag":
            parser.add_argument(name, action="store_true")
            continue
        kind = int if option.get("type") == "int" else matching(option["pattern"]) if "pattern" in option else str
        parser.add_argument(name, type=kind, choices=option.get("choices"), required=name in required)
    return parser


def error_of(case):
    try:
        parser_of(case["options"], case["required"]).parse_args(case["arguments"])
        return None
    except Refused as refused:
        return str(refused)


json.dump([error_of(case) for case in json.load(sys.stdin)], sys.stdout)
