"""What MLflow's model registry says about a model, asked through its REST API."""

import base64
import json
import os
from urllib import error, parse, request


def reference(uri):
    """Name, kind (alias, stage, version or latest) and value of `models:/…`; None if a URI names no entry of the registry."""
    if not uri.startswith("models:/"):
        return None
    path = uri.removeprefix("models:").lstrip("/")
    name, slash, suffix = path.partition("/")
    if not slash:
        name, at, alias = path.rpartition("@")
        return (name, "alias", alias) if at else None
    if suffix.isdigit():
        return name, "version", suffix
    return (name, "latest", "") if suffix.lower() == "latest" else (name, "stage", suffix)


def version(name, kind, value):
    """Number of the version; LookupError if the registry has none, another OSError if it can't be asked."""
    if kind == "alias":
        found = [ask("registered-models/alias", name=name, alias=value).get("model_version")]
    elif kind == "version":
        found = [ask("model-versions/get", name=name, version=value).get("model_version")]
    else:
        stages = {"stages": value} if kind == "stage" else {}
        found = ask("registered-models/get-latest-versions", name=name, **stages).get("model_versions", [])
    numbers = [int(entry["version"]) for entry in found if entry]
    if not numbers:
        raise LookupError(f"no version of {name} has the {kind} {value}".rstrip())
    return str(max(numbers))


def ask(path, **query):
    """The answer of the registry."""
    server = os.environ["MLFLOW_TRACKING_URI"].rstrip("/")
    asked = request.Request(f"{server}/api/2.0/mlflow/{path}?{parse.urlencode(query)}")
    user = os.environ.get("MLFLOW_TRACKING_USERNAME")
    if user:
        login = f"{user}:{os.environ.get('MLFLOW_TRACKING_PASSWORD', '')}".encode()
        asked.add_header("Authorization", f"Basic {base64.b64encode(login).decode()}")
    try:
        with request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)
    except error.HTTPError as failure:
        raise refusal(server, failure.code, failure.read(10000).decode(errors="replace")) from None
    except (OSError, ValueError) as failure:
        raise ConnectionError(f"no answer from {server}: {getattr(failure, 'reason', failure)}") from None


def refusal(server, code, text):
    """What an answer other than 200 means."""
    try:
        answer = json.loads(text)
        said, kind = answer.get("message", text), answer.get("error_code", "")
    except (ValueError, AttributeError):
        said, kind = " ".join(text.split())[:200], ""
    if kind in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
        return LookupError(said)
    return PermissionError(f"{server} answers {code}: {said}") if code in (401, 403) else ConnectionError(f"{server} answers {code}: {said}")
