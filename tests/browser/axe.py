"""axe-core: the accessibility engine, of a pinned version, checked by its digest and kept in the
build folder. Fetched once; without a network and without the kept file the test fails."""

import hashlib
import io
import os
import ssl
import tarfile
import urllib.request

VERSION = "4.10.2"
ADDRESS = f"https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz"
SHA256 = "9ea2d2d6917da998122bdacfd3b473e31ead53f4b87146c716a12edf89158100"
BYTES_MAX = 4 << 20
FETCH_S = 60


def fetched():
    """A registry may stumble; thrice in a row it is not there. Whose certificate it has does not
    matter: the digest says whether these are the bytes."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    for tries_left in (2, 1, 0):
        try:
            with urllib.request.urlopen(ADDRESS, timeout=FETCH_S, context=anybody) as answer:
                return answer.read(BYTES_MAX)
        except OSError:
            if tries_left == 0:
                raise


def package(build):
    """The package's bytes, whatever way they come, with the digest they must have."""
    kept = os.path.join(build, f"axe-core-{VERSION}.tgz")
    if os.path.exists(kept):
        with open(kept, "rb") as file:
            packed = file.read()
        if hashlib.sha256(packed).hexdigest() == SHA256:
            return packed
    packed = fetched()
    found = hashlib.sha256(packed).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{ADDRESS}: its SHA-256 is {found}, not {SHA256}")
    with open(kept + ".part", "wb") as file:
        file.write(packed)
    os.replace(kept + ".part", kept)
    return packed


def source(build):
    with tarfile.open(fileobj=io.BytesIO(package(build)), mode="r:gz") as archive:
        return archive.extractfile("package/axe.min.js").read().decode()


RUN = """
const told = arguments[0];
axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',
    'wcag21aa', 'wcag22aa', 'best-practice']})
    .then((found) => told(found.violations.map((one) => ({id: one.id, impact: one.impact,
        help: one.help, nodes: one.nodes.slice(0, 4).map((node) =>
            `${node.target.join(' ')}: ${node.failureSummary}`)}))),
    (fault) => told([{id: 'axe', impact: 'critical', help: String(fault), nodes: []}]));
"""


def violations(browser, engine, least=("minor", "moderate", "serious", "critical")):
    """What axe finds on the page as it stands, of these impacts."""
    browser.cdp("Runtime.evaluate", expression=engine)
    found = browser.driver.execute_async_script(RUN)
    return [one for one in found if one["impact"] in least]
