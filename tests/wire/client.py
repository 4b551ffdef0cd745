#!/usr/bin/python3
"""A client of the wire, written from sync/wire/README.md alone (needs python3-nacl, nothing else).

    client.py [--insecure] URL CODE WARD    enrols a made-up kiosk, sends one batch twice, prints
                                            the receipt's payload
    client.py --vectors DIR                 checks the vectors of tests/data/wire

--insecure: any TLS certificate will do. Exit status 0 if everything held. Of the batch's five lines
four are good; the last is to be refused as bad:w.
"""
import base64, hashlib, hmac, json, os, ssl, sys, urllib.error, urllib.request
from nacl.signing import SigningKey, VerifyKey

SYMBOLS, VND = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "application/vnd.motcua."
sha = lambda data: hashlib.sha256(data).hexdigest()
mac = lambda key, data: hmac.new(key, data, hashlib.sha256).hexdigest()
lines = lambda *parts: "".join(part + "\n" for part in parts).encode()
pae = lambda kind, data: b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(data), data)

def seal(kind, data, key):
    signature = key.sign(pae(kind, data)).signature.hex()
    name = sha(bytes(key.verify_key))[:32]
    return lines("motcua-envelope-1", kind, name, signature, str(len(data))) + data

def unseal(envelope, kind, keys):
    form, got, name, signature, size, data = envelope.split(b"\n", 5)
    assert (form, got, int(size)) == (b"motcua-envelope-1", kind.encode(), len(data)), (form, got)
    key = {sha(bytes.fromhex(key))[:32]: bytes.fromhex(key) for key in keys}[name.decode()]
    VerifyKey(key).verify(pae(kind, data), bytes.fromhex(signature.decode()))
    return data

def frame(data):  # RFC 8878 by hand: a single segment, its size in four bytes, raw blocks.
    parts = [data[at:at + 131072] for at in range(0, len(data), 131072)]
    heads = [(len(part) * 8 + (part is parts[-1])).to_bytes(3, "little") for part in parts]
    blocks = b"".join(map(bytes.__add__, heads, parts))
    return b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little") + blocks

def read_code(typed):
    code = typed.upper().translate(str.maketrans("OIL", "011", " -"))
    values = [SYMBOLS.index(symbol) * (2 - i % 2) for i, symbol in enumerate(code[-2::-1])]
    if len(code) != 15 or code[14] != SYMBOLS[-sum(v // 32 + v % 32 for v in values) % 32]:
        raise ValueError("mistyped: " + typed)
    return code[:4], hashlib.sha256(b"motcua-code-1\n" + code[:14].encode()).digest()

def enrolment(number, secret, key, ward):
    proof = mac(secret, lines("motcua-enrol-1", number, key, ward))
    return {"v": 1, "number": number, "key": key, "ward": ward, "mac": proof}

def open_enrolment(answer, secret, key, ward):
    envelope = base64.b64decode(answer["certificate"], validate=True)
    proof = mac(secret, b"motcua-certificate-1\n" + envelope)
    assert hmac.compare_digest(answer["mac"], proof), "who answers does not know the code"
    named = json.loads(envelope.split(b"\n", 5)[5])["province"]["keys"]
    certificate = json.loads(unseal(envelope, VND + "certificate+json", named))
    assert (certificate["key"], certificate["ward"]) == (key, ward)
    return certificate

def check_note(note, device, key):
    text, line = note.split("\n\n")
    signer, raw = "motcua/device/" + device, bytes.fromhex(key)
    begin, blob = line.rsplit(" ", 1)
    signature = base64.b64decode(blob[:-1], validate=True)
    hint = hashlib.sha256(signer.encode() + b"\n\1" + raw).digest()[:4]
    assert (begin, blob[-1], signature[:4]) == ("— " + signer, "\n", hint)
    VerifyKey(raw).verify((text + "\n").encode(), signature[4:])

def talk(url, typed, ward, context):
    def post(path, kind, body):
        request = urllib.request.Request(url + path, body, {"Content-Type": kind})
        try: return urllib.request.urlopen(request, timeout=60, context=context).read()
        except urllib.error.HTTPError as error: return error.read()
    (number, secret), key = read_code(typed), SigningKey.generate()
    mine = bytes(key.verify_key).hex()
    body = json.dumps(enrolment(number, secret, mine, ward)).encode()
    answer = json.loads(post("/v1/enrol", "application/json", body))
    assert "error" not in answer, answer
    certificate = open_enrolment(answer, secret, mine, ward)
    run = {"epoch": os.urandom(16).hex(), "run": os.urandom(16).hex(), "first": 1, "ward": ward}
    header = {"v": 1, "device": certificate["device"], "batch": 1, "runs": [run], "heads": [],
              "after": {"serial": 0, "digest": "0" * 64}, "boot": "", "mono_ms": 0,
              "wall": "2026-11-23T02:05Z", "clock": "untrusted", "unsent": 0, "disk_free": 0,
              "version": "client.py", "published": 0, "faults": []}
    day = {"r": 0, "day": "2026-11-23"}
    cell = lambda t, p, w, n, rev: {
        **day, "t": t, "p": p, "w": w, "q": "trusted", "n": n, "rev": rev}
    sent = [header, cell("shown", "", "visit_began", 5, 9), cell("said", "", "rating 2", 1, 7),
            cell("confirmed", "1.001193", "online digitised fee_online e_result", 3, 8),
            {**day, "t": "seal", "rev": 10, "digest": "a" * 64, "by": "auto"},
            cell("shown", "", "phone 0905", 1, 3)]
    batch = seal(VND + "batch+zstd", frame(lines(*map(json.dumps, sent))), key)
    answers = [post("/v1/ingest", VND + "envelope", batch) for _ in range(2)]
    receipt = json.loads(unseal(answers[0], VND + "receipt+json", certificate["province"]["keys"]))
    assert (receipt["batch"], receipt["device"]) == (sha(batch), certificate["device"])
    assert receipt["refused"] or answers[0] == answers[1], "the same batch, another receipt"
    print(json.dumps(receipt))

def check_vectors(folder):
    read = lambda name: open(os.path.join(folder, name), "rb").read()
    vectors = json.loads(read("vectors.json"))
    keys = {name: key["key"] for name, key in vectors["keys"].items()}
    for key in vectors["keys"].values():
        open_ = bytes(SigningKey(bytes.fromhex(key["seed"])).verify_key)
        assert (open_.hex(), sha(open_)[:32]) == (key["key"], key["id"])
    example = vectors["pae"]
    assert pae(example["type"], example["payload"].encode()) == example["bytes"].encode()
    device = vectors["keys"]["device"]["id"]
    signed = {"batch": ("batch+zstd", "device"), "batch-raw": ("batch+zstd", "device"),
              "receipt": ("receipt+json", "province"), "rotation": ("rotation+json", "device"),
              "certificate": ("certificate+json", "province"),
              "rotated": ("certificate+json", "province"),
              "publication": ("publication+json", "province")}
    opened = {name: unseal(read(name + ".envelope"), VND + kind, [keys[signer]])
              for name, (kind, signer) in signed.items()}
    assert opened["batch-raw"] == frame(read("batch.txt"))
    receipt, header = json.loads(opened["receipt"]), json.loads(read("batch.txt").split(b"\n")[0])
    assert receipt["batch"] == sha(read("batch.envelope"))
    assert receipt["device"] == header["device"] == device
    assert sum(count for count, _ in receipt["verdicts"]) == read("batch.txt").count(b"\n") - 1
    rotation = json.loads(opened["rotation"])  # The device's first key: its id is the device's.
    text = lines("motcua-rotation-1", rotation["device"], device, rotation["key"])
    VerifyKey(bytes.fromhex(rotation["key"])).verify(text, bytes.fromhex(rotation["proof"]))
    for code in vectors["codes"]:
        try: got = read_code(code["typed"])
        except ValueError: got = None
        assert code["holds"] == (got is not None), code
        assert got is None or got == (code["number"], bytes.fromhex(code["key"])), code
    number, secret = read_code(vectors["codes"][0]["typed"])
    request = json.loads(read("enrol_request.json"))
    assert request == enrolment(number, secret, keys["device"], header["runs"][0]["ward"])
    open_enrolment(json.loads(read("enrol_answer.json")), secret, request["key"], request["ward"])
    for note in json.loads(read("checkpoints.json"))["notes"]:
        try: held = check_note(note["note"], device, keys["device"]) is None
        except Exception: held = False
        assert held == note["holds"], note
    all_words = read("words.txt").decode().split()
    picked = hashlib.sha256(lines("motcua-words-1", keys["device"], keys["province"])).digest()[:4]
    assert " ".join(all_words[i] for i in picked) == vectors["words"]
    print("all vectors hold")

if __name__ == "__main__":
    arguments = [one for one in sys.argv[1:] if one != "--insecure"]
    anyone = ssl._create_unverified_context() if "--insecure" in sys.argv else None
    if arguments[:1] == ["--vectors"]: check_vectors(arguments[1])
    elif len(arguments) == 3: talk(*arguments, anyone)
    else: sys.exit(__doc__)
