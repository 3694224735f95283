"""Restarts the Deployment when the registry has another version of the model than the one that the pods were started for."""

import json
import os
import ssl
import sys
from urllib import request

import registry

ANNOTATION = "serving/model-version"


def main():
    uri = os.environ["MODEL_URI"]
    wanted = registry.reference(uri)
    if not wanted:
        print(f"{uri} is no entry of a registry: it never changes")
        return 0
    try:
        version = registry.version(*wanted)
    except LookupError as reason:
        print(f"nothing to do: {reason}")
        return 0
    except OSError as reason:
        print(reason)
        return 1
    try:
        template = deployment()["spec"]["template"]["metadata"]
        known = template.get("annotations", {}).get(ANNOTATION)
        if known == version:
            print(f"{uri} is version {version}, as before")
            return 0
        deployment({"spec": {"template": {"metadata": {"annotations": {ANNOTATION: version}}}}})
    except OSError as reason:
        print(f"the Deployment can't be changed: {reason}")
        return 1
    print(f"{uri} is version {version}, was {known or 'not known'}: the pods are replaced")
    return 0


def deployment(patch=None):
    """The Deployment, or what it is after a patch."""
    folder = os.environ["SERVICE_ACCOUNT_FOLDER"]
    with open(f"{folder}/token", encoding="utf-8") as token:
        headers = {"Authorization": f"Bearer {token.read().strip()}", "Accept": "application/json"}
    if patch:
        headers["Content-Type"] = "application/strategic-merge-patch+json"
    asked = request.Request(
        os.environ["DEPLOYMENT_URL"],
        data=json.dumps(patch).encode() if patch else None,
        headers=headers,
        method="PATCH" if patch else "GET",
    )
    trust = ssl.create_default_context(cafile=f"{folder}/ca.crt")
    with request.urlopen(asked, timeout=10, context=trust) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
