#!/bin/bash
# The root shell of the test bench: "NUMBER BASE64" comes over the port, is run, and is answered by
# "NUMBER STATUS BASE64", output and errors together. Lives only in images of tests/appliance.
exec 3<>/dev/virtio-ports/bench.shell
while read -r number words <&3; do
    said=$(base64 -d <<<"$words" | bash 2>&1 3>&- | base64 -w0; exit "${PIPESTATUS[1]}")
    printf '%s %s %s\n' "$number" $? "$said" >&3
done
