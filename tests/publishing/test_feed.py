"""The feed has an entry a release, with ids that stay and addresses within the site."""

from xml.etree import ElementTree

from gcr_analysis import framework
from gcr_analysis.publishing.feed import feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_every_source_is_an_entry_and_the_newest_release_dates_the_feed() -> None:
    root = ElementTree.fromstring(feed())
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == len(framework.sources())
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    moments = [entry.findtext("a:updated", "", ATOM) for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext("a:updated", "", ATOM) == moments[0]
    links = {link.get("href") for link in root.iter(f"{{{ATOM['a']}}}link")}
    assert links == {"../reports/data.html", "../reports/releases.html"}
