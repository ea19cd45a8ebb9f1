import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideAddress, type EgressAllow, NO_EGRESS_ALLOW, parseEgressAllow } from "./egress-rules";

function allowing(text: string): EgressAllow {
  const parsed = parseEgressAllow(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.allow;
}

describe("decideAddress without an allow list", () => {
  it.each(["1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700:4700::1111"])(
    "lets the public address %s through",
    (ip) => expect(decideAddress(ip, NO_EGRESS_ALLOW)).toEqual({ ok: true }),
  );

  it.each([
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
  ])("refuses %s", (ip) => expect(decideAddress(ip, NO_EGRESS_ALLOW).ok).toBe(false));

  it.each(["", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "1.2.3.4.5", "[::1]"])(
    "refuses %j, which is no plain address",
    (ip) => {
      expect(decideAddress(ip, NO_EGRESS_ALLOW)).toEqual({
        ok: false,
        reason: "it is not an IP address",
      });
    },
  );

  it("refuses every way to write a private IPv4 address inside an IPv6 one", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, (b, c, d) => {
        const hex = `${((10 << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const ip of [`::ffff:${hex}`, `::${hex}`, `64:ff9b::${hex}`, `2002:${hex}::`]) {
          expect(decideAddress(ip, NO_EGRESS_ALLOW).ok).toBe(false);
        }
      }),
    );
  });
});

describe("decideAddress with an allow list", () => {
  it.each([
    ["10.0.0.0/8", "10.20.30.40"],
    ["loopback", "127.0.0.1"],
    ["loopback", "::1"],
    ["loopback", "::ffff:127.0.0.1"],
    ["192.168.1.7", "192.168.1.7"],
    ["fd00::/8", "fd12::1"],
    ["[fd12::1]", "fd12:0::1"],
    ["169.254.169.254", "169.254.169.254"],
    ["169.254.169.254/32", "169.254.169.254"],
    ["169.254.169.254", "::ffff:169.254.169.254"],
    ["fd00:ec2::254", "fd00:ec2::254"],
    ["64:ff9b::/96", "64:ff9b::808:808"],
  ])("opens %s for %s", (text, ip) => {
    expect(decideAddress(ip, allowing(text))).toEqual({ ok: true });
  });

  it.each([
    ["10.0.0.0/8", "11.0.0.1", true],
    ["10.0.0.0/8", "192.168.0.1", false],
    ["loopback", "10.0.0.1", false],
    ["0.0.0.0/0", "169.254.169.254", false],
    ["169.254.0.0/16", "169.254.169.254", false],
    ["169.254.0.0/16", "::ffff:169.254.169.254", false],
    ["::/0", "fd00:ec2::254", false],
    ["::/0", "64:ff9b::a9fe:a9fe", false],
    ["64:ff9b::/96", "64:ff9b::7f00:1", false],
    ["2002::/16", "2002:7f00:1::1", false],
  ])("with %s decides %s as %s", (text, ip, ok) => {
    expect(decideAddress(ip, allowing(text)).ok).toBe(ok);
  });

  it("opens any address but a metadata one for a host that is named", () => {
    const allow = allowing("Build.Internal.");
    expect(decideAddress("10.0.0.1", allow, "build.internal")).toEqual({ ok: true });
    expect(decideAddress("10.0.0.1", allow, "BUILD.internal.")).toEqual({ ok: true });
    expect(decideAddress("10.0.0.1", allow, "x.build.internal").ok).toBe(false);
    expect(decideAddress("10.0.0.1", allow).ok).toBe(false);
    expect(decideAddress("169.254.169.254", allow, "build.internal").ok).toBe(false);
  });
});

describe("parseEgressAllow", () => {
  it("reads an empty list as nothing but public addresses", () => {
    expect(parseEgressAllow(" , ")).toEqual({ ok: true, allow: NO_EGRESS_ALLOW });
  });

  it.each([
    "http://a.b",
    "a.b:80",
    "*.a.b",
    "10.0.0.0/33",
    "10.0/8",
    "10.0.0.1.2",
    "0177.0.0.1",
    "2130706433",
    "0x7f000001",
    "::1/129",
    "10.0.0.0/8/8",
    "-a.b",
    "ä.b",
    "<script>",
  ])("refuses %j and says which entry it was", (entry) => {
    const parsed = parseEgressAllow(`loopback, ${entry}`);
    expect(parsed).toEqual({ ok: false, reason: expect.stringContaining(entry) });
  });

  it("takes any text without throwing", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseEgressAllow(text).ok === "boolean"));
  });
});
