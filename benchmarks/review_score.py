#!/usr/bin/env python3
"""Score reviews against gold labels.

    score.py REVIEWS.jsonl GOLD_DIR [--json] [--misses]

REVIEWS.jsonl: the output of `beredning granska --format json` over the rendered files of a corpus.
GOLD_DIR: ID.gold.json and ID.blocks.json per application; a review belongs to the ID that its file name starts with.
Prints one table: every figure is a share between 0 and 1, higher is better. --misses lists each wrong criterion.
Standard library only.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

GAP = {"saknas", "avviker"}


def words(text):
    return re.findall(r"\w+", text.lower().replace("\u00ad", ""))


def close(a, b, least):
    a, b = " ".join(words(a or "")), " ".join(words(b or ""))
    if not a or not b:
        return a == b
    return (
        (a in b and len(a) >= least * len(b))
        or (b in a and len(b) >= least * len(a))
        or SequenceMatcher(None, a, b, autojunk=False).ratio() >= least
    )


class Share:
    def __init__(self):
        self.hit = self.all = 0.0

    def add(self, hit, n=1):
        self.hit += hit
        self.all += n

    @property
    def value(self):
        return self.hit / self.all if self.all else None


class F1:
    def __init__(self):
        self.tp = self.fp = self.fn = 0

    @property
    def value(self):
        n = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / n if n else None


def party_key(p):
    name = " ".join(words(p["namn"]))
    if p["slag"] in ("AF", "FK"):
        return p["slag"]
    if p["slag"] == "region":
        return "region"
    name = re.sub(r"\b(kommun|kommuns|stad|stads)\b", "", name).strip().rstrip("s")
    return f"{p['slag']}:{name}"


def score_one(review, gold, blocks, out, miss):
    doc = gold["id"]
    # reading and topics, word by word
    gold_words, gold_topics = [], []
    for b in blocks:
        for w in words(b["text"]):
            gold_words.append(w)
            gold_topics.append(set(b["topic"]))
    got_words, got_topics = [], []
    for b in review.get("block") or []:
        for w in words(b["text"]):
            got_words.append(w)
            got_topics.append(set(b.get("amnen") or []))
    matched = 0
    right = 0
    for tag, i1, i2, j1, _j2 in SequenceMatcher(None, gold_words, got_words, autojunk=False).get_opcodes():
        if tag == "equal":
            for k in range(i2 - i1):
                matched += 1
                right += bool(gold_topics[i1 + k] & got_topics[j1 + k])
    n = len(gold_words) or 1
    out["text.recall"].add(matched / n)
    out["topic.of_read"].add(right / (matched or 1))
    out["topic.of_all"].add(right / n)
    out["text.precision"].add(matched / (len(got_words) or 1))

    # criteria
    kr = review.get("kriterier") or {}
    plain = " ".join(" ".join(b["text"].split()) for b in review.get("block") or [])
    for cid, g in gold["kriterier"].items():
        p = kr.get(cid) or {}
        gs, ps = g["status"], p.get("status")
        out["krit.exact"].add(gs == ps)
        per = out["_per"][cid]
        if gs != "delvis":
            gg, pg = gs in GAP, ps in GAP
            f = out["krit.gap_f1"]
            f.tp += gg and pg
            f.fp += pg and not gg
            f.fn += gg and not pg
            per.tp += gg and pg
            per.fp += pg and not gg
            per.fn += gg and not pg
            if not gg:
                out["krit.no_false_alarm"].add(not pg)
            else:
                out["krit.gap_found"].add(pg)
        if gs in ("uppfyllt", "delvis") and ps in ("uppfyllt", "delvis"):
            quotes = [q.get("text", "") for q in p.get("citat") or []]
            out["krit.quote_exact"].add(bool(quotes) and all(" ".join(q.split()) in plain for q in quotes))
            gw = set(words(g["citat"] or ""))
            out["krit.quote_agrees"].add(
                any(len(gw & set(words(q))) >= 0.5 * min(len(gw), len(set(words(q)))) for q in quotes if words(q))
            )
        if gs != ps:
            miss.append(
                (doc, cid, gs, ps, g["citat"], (p.get("citat") or [{}])[0].get("text") if p.get("citat") else None)
            )

    # parties
    gp = {party_key(p) for p in gold["parter"] if p["deltar"] and p["slag"] != "annan"}
    pp = {party_key(p) for p in review.get("parter") or [] if p.get("deltar") and p.get("slag") != "annan"}
    f = out["parter.f1"]
    f.tp += len(gp & pp)
    f.fp += len(pp - gp)
    f.fn += len(gp - pp)
    go = {party_key(p) for p in gold["parter"] if p.get("agare")}
    po = {party_key(p) for p in review.get("parter") or [] if p.get("agare")}
    out["parter.agare"].add(go == po)

    # goals
    left = list(review.get("mal") or [])
    f = out["mal.f1"]
    for g in gold["mal"]:
        hit = next((p for p in left if close(g["text"], p["text"], 0.75)), None)
        if hit is None:
            f.fn += 1
            continue
        left.remove(hit)
        f.tp += 1
        for q in "smart":
            out["mal.smart"].add(bool(hit.get(q)) == g[q])
            out[f"mal.smart_{q}"].add(bool(hit.get(q)) == g[q])
        out["mal.slag"].add(hit.get("slag") == g["slag"])
    f.fp += len(left)

    # budget
    gb, pb = gold["budget"] or {}, review.get("budget") or {}
    gc = Counter(r["belopp_kr"] for r in gb.get("rader") or [])
    pc = Counter(r.get("belopp_kr") for r in pb.get("rader") or [])
    f = out["budget.rader_f1"]
    same = sum((gc & pc).values())
    f.tp += same
    f.fp += sum(pc.values()) - same
    f.fn += sum(gc.values()) - same
    out["budget.stammer"].add(gb.get("stammer") == pb.get("stammer"))

    # head data
    up = review.get("uppgifter") or {}
    for key in ("datum", "start", "slut", "manader", "sokt_belopp_kr"):
        out[f"uppgift.{key}"].add(gold.get(key) == up.get(key))
    for key in ("insatsnamn", "sokande"):
        out[f"uppgift.{key}"].add(close(gold.get(key), up.get(key), 0.8))

    # flags
    gf, pf = {x["id"] for x in gold["flaggor"]}, {x["id"] for x in review.get("flaggor") or []}
    if review.get("status") == "ej-ansokan":
        pf.add("ej-ansokan")
    f = out["flaggor.f1"]
    f.tp += len(gf & pf)
    f.fp += len(pf - gf)
    f.fn += len(gf - pf)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("reviews")
    ap.add_argument("gold")
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--misses", action="store_true")
    args = ap.parse_args()
    reviews = {}
    for line in Path(args.reviews).read_text(encoding="utf-8").splitlines():
        if line.strip():
            r = json.loads(line)
            reviews[re.match(r"[A-Za-z]+\d+", Path(r["fil"]["namn"]).name).group(0)] = r
    out = defaultdict(Share)
    for key in ("krit.gap_f1", "parter.f1", "mal.f1", "budget.rader_f1", "flaggor.f1"):
        out[key] = F1()
    out["_per"] = defaultdict(F1)
    miss, lost = [], []
    golds = sorted(Path(args.gold).glob("*.gold.json"))
    for g in golds:
        gold = json.loads(g.read_text(encoding="utf-8"))
        blocks = json.loads(g.with_name(g.name.replace(".gold.json", ".blocks.json")).read_text(encoding="utf-8"))
        review = reviews.get(gold["id"])
        if review is None or review.get("status") == "olasbar":
            lost.append(gold["id"])
            review = {}
        score_one(review, gold, blocks, out, miss)
    per = out.pop("_per")
    table = {k: v.value for k, v in sorted(out.items())}
    macro = [f.value for f in per.values() if f.value is not None]
    table["krit.gap_f1_macro"] = sum(macro) / len(macro) if macro else None
    table["documents"], table["unread"] = len(golds), lost
    if args.json:
        print(json.dumps(table, ensure_ascii=False))
        return
    if args.misses:
        for doc, cid, gs, ps, gq, pq in miss:
            print(f"{doc} {cid}: gold {gs}, got {ps}\n    gold: {gq}\n    got:  {pq}")
    for k, v in table.items():
        print(f"{k:24} {v:.3f}" if isinstance(v, float) else f"{k:24} {v}")
    worst = sorted((f.value, cid) for cid, f in per.items() if f.value is not None)[:12]
    print("weakest criteria (gap F1):", ", ".join(f"{c} {v:.2f}" for v, c in worst))


if __name__ == "__main__":
    sys.exit(main())
