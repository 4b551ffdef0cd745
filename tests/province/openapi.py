"""Holds assets/web/openapi.json against the real answers of a running server.

    openapi.py DOCUMENT https://127.0.0.1:PORT NAME PASSWORD

NAME is an admin's. Exit status 1, and a line for each mistake. Needs Debian's python3-jsonschema.
"""

import json
import ssl
import sys
import urllib.error
import urllib.request

import jsonschema

DOCUMENT, SERVER, NAME, PASSWORD = sys.argv[1:5]
document = json.load(open(DOCUMENT, encoding="utf-8"))
context = ssl.create_default_context()
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
jar = {"cookie": "", "csrf": ""}
mistakes, held = [], 0


def ask(method, path, body=None):
    headers = {"Cookie": jar["cookie"], "X-Motcua-Csrf": jar["csrf"]}
    data = None
    if body is not None:
        data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    elif method == "POST":
        data = b""
    request = urllib.request.Request(SERVER + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, context=context, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


def validator(schema):
    whole = dict(schema)
    whole["components"] = document["components"]
    return jsonschema.Draft202012Validator(whole)


def hold(method, pattern, path, body=None):
    """The answer must be what the document says of `pattern`; it is returned."""
    global held
    said = document["paths"][pattern][method.lower()]["responses"]
    status, headers, bytes_ = ask(method, path, body)
    expected = said.get(str(status), said["default"])
    media = headers.get("Content-Type", "")
    content = expected.get("content", {})
    place = f"{method} {path} {status}"
    if content and media not in content:
        mistakes.append(f"{place}: {media} is not in the document")
        return None
    if not content and bytes_:
        mistakes.append(f"{place}: a body that the document does not know")
    schema = content.get(media, {}).get("schema")
    value = json.loads(bytes_) if media == "application/json" else None
    if schema:
        for error in validator(schema).iter_errors(value):
            where = "/".join(str(part) for part in error.absolute_path)
            mistakes.append(f"{place}: {where}: {error.message[:200]}")
    held += 1
    return status, headers, value


def need(answer, status):
    if answer and answer[0] != status:
        mistakes.append(f"expected {status}, got {answer[0]} {answer[2]}")
    return answer


need(hold("GET", "/api/overview", "/api/overview"), 401)
need(hold("POST", "/api/session", "/api/session", {"name": NAME, "password": "not the one"}), 401)
signed = need(hold("POST", "/api/session", "/api/session", {"name": NAME, "password": PASSWORD}), 200)
jar["cookie"] = signed[1]["Set-Cookie"].split(";")[0]
jar["csrf"] = signed[2]["csrf"]

need(hold("GET", "/api/session", "/api/session"), 200)
overview = need(hold("GET", "/api/overview", "/api/overview"), 200)[2]
period = overview["period"]
span = f"from={period['to']}&to={period['to']}&compare_from={period['from']}&compare_to={period['to']}"
need(hold("GET", "/api/overview", "/api/overview?" + span), 200)
need(hold("GET", "/api/overview", "/api/overview?from=yesterday&to=today"), 400)
for ward in overview["wards"]:
    need(hold("GET", "/api/wards/{code}", f"/api/wards/{ward['code']}"), 200)
need(hold("GET", "/api/wards/{code}", f"/api/wards/{overview['wards'][0]['code']}?{span}"), 200)
need(hold("GET", "/api/wards/{code}", "/api/wards/99999"), 404)
procedures = need(hold("GET", "/api/procedures", "/api/procedures"), 200)[2]["procedures"]
for procedure in procedures[:5]:
    if procedure["code"]:
        path = f"/api/procedures/{procedure['code']}"
        need(hold("GET", "/api/procedures/{code}", path), 200)
for path in ("/api/kiosks", "/api/measures", "/api/publications", "/api/links", "/api/officers",
             "/api/trail"):
    need(hold("GET", path, path), 200)
for table in ("wards", "days", "procedures", "kiosks"):
    for form in ("csv", "xlsx"):
        need(hold("GET", "/api/tables/{table}", f"/api/tables/{table}.{form}"), 200)
need(hold("GET", "/api/tables/{table}", "/api/tables/nothing.csv"), 404)
need(hold("GET", "/api/report.docx", f"/api/report.docx?month={period['to'][:7]}"), 200)
need(hold("GET", "/api/published/{path}", "/api/published/catalogue.json"), 200)
need(hold("GET", "/api/qr.svg", "/api/qr.svg?procedure=&kind=track"), 200)

# What changes something: each once, so that its answer is seen too.
status, _, campaign = ask("GET", "/api/published/campaign.toml")
other = campaign.decode().replace("# ", "#  ", 1) + "\n# Looked at.\n"
newest = ask("GET", "/api/publications")
base = json.loads(newest[2])["newest"]
need(hold("POST", "/api/preview", "/api/preview", {"files": {"campaign.toml": other}}), 200)
need(hold("POST", "/api/preview", "/api/preview", {"files": {"campaign.toml": "level = 1"}}), 200)
need(hold("POST", "/api/publish", "/api/publish",
          {"files": {"campaign.toml": "level = 1"}, "note": "", "base": base}), 400)
made = need(hold("POST", "/api/publish", "/api/publish",
                 {"files": {"campaign.toml": other}, "note": "thử", "base": base}), 200)
need(hold("POST", "/api/publish", "/api/publish",
          {"files": {"campaign.toml": campaign.decode()}, "note": "", "base": base}), 409)
if base > 0:
    need(hold("POST", "/api/rollback", "/api/rollback",
              {"version": base, "note": "trả lại", "base": made[2]["version"]}), 200)
need(hold("GET", "/api/publications", "/api/publications"), 200)
link = json.loads(ask("GET", "/api/links")[2])["links"][0]
mark = {key: link[key] for key in ("procedure", "kind", "address")} | {"good": True, "note": "mở được"}
need(hold("POST", "/api/links", "/api/links", mark), 204)
need(hold("GET", "/api/links", "/api/links"), 200)
person = {"name": "nguyen.van-a", "full_name": "Nguyễn Văn A", "role": "viewer", "ward": "23563"}
need(hold("POST", "/api/officers", "/api/officers", person), 200)
need(hold("PATCH", "/api/officers/{name}", "/api/officers/nguyen.van-a", {"disabled": True}), 204)
need(hold("POST", "/api/officers/{name}/password", "/api/officers/nguyen.van-a/password"), 200)
need(hold("GET", "/api/officers", "/api/officers"), 200)
need(hold("GET", "/api/trail", "/api/trail"), 200)
need(hold("POST", "/api/password", "/api/password", {"old": "wrong", "new": "x" * 20}), 403)
need(hold("DELETE", "/api/session", "/api/session"), 204)
need(hold("GET", "/api/session", "/api/session"), 401)

for line in mistakes:
    print(line)
print(f"{held} answers held against the document, {len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
