import re
import shutil
from pathlib import Path

import pytest

from govgen.engine import shells
from govgen.problem import GovgenError
from govgen.sections import Site
from govgen.shell import BANNER_TOKEN, Shell, Stamp, seal

ROOT = Path(__file__).parent.parent
SITE = Site({"zh": "槐荫里社区", "en": "Huaiyinli Community"})
EDIT = "https://git.example.org/edit/main/records/issues/2026/ISS-2026-0001.yml"
PAGE = Stamp("issues/ISS-2026-0001/", "太黑了", "院里没有灯", "<p>正文</p>", edit_url=EDIT)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engine")
    config = folder / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    config.write_text(f"{text}\nsite_url: https://register.example.org/\n", "utf-8")
    return shells(SITE, ROOT / "site_src", config, folder / "cache")


def test_each_token_is_escaped_for_where_it_lands():
    shell = Shell.split("<t>@@govgen:title@@</t><m c='@@govgen:description@@'>@@govgen:body@@", 0)
    page = Stamp("", "<b> & @@govgen:body@@", "'\"", "<p>x</p>")
    assert shell.stamp(page).decode() == (
        "<t>&lt;b&gt; &amp; @@govgen:body@@</t><m c='&#x27;&quot;'><p>x</p>"
    )


def test_the_edit_link_is_left_out_where_there_is_none():
    html = "a@@govgen:edit-begin@@<a href='@@govgen:edit@@'></a>@@govgen:edit-end@@z"
    shell = Shell.split(html, 0)
    assert shell.stamp(Stamp("", "", "", "", edit_url="https://x.org/?a=1&b=2")).decode() == (
        "a<a href='https://x.org/?a=1&amp;b=2'></a>z"
    )
    assert shell.stamp(Stamp("", "", "", "")) == b"az"


@pytest.mark.parametrize("path", ["a/", "a/b/c/", "a", "../b/", 'a"/b/', "议题/1/", "a//"])
def test_an_address_that_cannot_stand_in_the_shell_is_refused(path):
    with pytest.raises(ValueError, match="is not an address of depth 2"):
        Shell.split("", 2).stamp(Stamp(path, "", "", ""))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//x.org/", "https://x.org/' onclick='"])
def test_an_edit_address_that_is_not_http_is_refused(url):
    with pytest.raises(ValueError, match="is not an http address"):
        Shell.split("", 0).stamp(Stamp("", "", "", "", edit_url=url))


def test_a_token_nothing_is_stamped_for_is_refused():
    with pytest.raises(ValueError, match="unknown tokens: colour"):
        Shell.split("@@govgen:colour@@", 0)


def test_the_policy_allows_the_scripts_of_the_page_and_no_other():
    html = '@@govgen:policy@@<script>a</script><script src="b"></script><script type="application/json">c</script>'
    assert seal(html).partition("<script>")[0] == (
        "default-src 'none'; "
        "script-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; "
        "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_policy_stands_before_the_first_script(made):
    html = made.stamp("zh", PAGE).decode()
    assert re.search(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', html)
    assert "style=" not in html
    assert "<style" not in html


def test_a_stamped_page_knows_its_address_in_both_languages(made):
    html = made.stamp("en", PAGE).decode()
    assert (
        '<link rel="canonical" href="https://register.example.org/en/issues/ISS-2026-0001/">'
        in html
    )
    assert 'hreflang="zh" href="https://register.example.org/issues/ISS-2026-0001/"' in html
    assert '<a class="gg-switch" href="../../../issues/ISS-2026-0001/" lang="zh"' in html
    assert f'href="{EDIT}"' in html
    assert "@@" not in html


def test_the_menu_marks_where_the_page_stands(made):
    html = made.stamp("zh", PAGE).decode()
    assert re.findall(r'<a[^>]* href="([^"]*)" aria-current="true"', html) == ["../../issues/"] * 2
    assert '<li class="md-tabs__item md-tabs__item--active">' in html


@pytest.mark.parametrize("path", ["", "issues/", "issues/2026/", "issues/2026/2/", "unlisted/x/"])
def test_every_depth_has_a_shell_whose_assets_resolve(made, path):
    for lang in SITE.languages:
        html = made.stamp(lang, Stamp(path, "t", "d", "b")).decode()
        up = path.count("/") + SITE.prefix(lang).count("/")
        link = re.search(r'href="([./]*)(assets/govgen\.[0-9a-f]{8}\.css)"', html)
        assert link is not None
        assert link[1] in ({"../" * up} if up else {"", "./"})
        assert link[2] in made.published


def test_what_the_engine_should_not_publish_is_left_out(made):
    assert [name for name in made.published if "sitemap" in name or name.endswith(".map")] == []
    assert not any("govgen-shell" in name or "workers" in name for name in made.published)
    assert {"404.html", "about/index.html", "en/about/index.html"} <= set(made.published)


def test_no_published_page_names_another_host_or_a_token_but_the_banner_s(made):
    pages = [path for name, path in made.published.items() if name.endswith(".html")]
    for html in (path.read_text("utf-8") for path in pages):
        assert (
            re.findall(r'(?:src|href)="(?!https://register\.example\.org/)(?:https?:)?//', html)
            == []
        )
        assert set(re.findall(r"@@.*?@@|@@", html)) <= {BANNER_TOKEN.decode()}


def test_two_runs_in_different_folders_give_the_same_bytes(made, tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_bytes((made.folder.parent.parent.parent / "mkdocs.yml").read_bytes())
    again = shells(SITE, ROOT / "site_src", config, tmp_path / "elsewhere")
    assert _content(again.folder) == _content(made.folder)


def test_a_second_run_takes_what_is_kept(made):
    cache = made.folder.parent.parent
    before = made.folder.stat().st_mtime_ns
    again = shells(SITE, ROOT / "site_src", cache.parent / "mkdocs.yml", cache)
    assert (again.folder, again.folder.stat().st_mtime_ns) == (made.folder, before)


def test_what_is_kept_in_part_is_made_anew(made, tmp_path):
    config = made.folder.parent.parent.parent / "mkdocs.yml"
    kept = tmp_path / "engine" / made.folder.name
    shutil.copytree(made.folder, kept)
    (kept / "site" / "404.html").unlink()
    again = shells(SITE, ROOT / "site_src", config, tmp_path)
    assert (again.folder, _content(again.folder)) == (kept, _content(made.folder))


def test_configuration_that_would_load_code_is_refused(tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: !!python/object/apply:os.getcwd []\n", "utf-8")
    with pytest.raises(GovgenError, match=r"`mkdocs\.yml:1` cannot be read"):
        shells(SITE, ROOT / "site_src", config, tmp_path / "cache")


def test_a_written_home_page_is_refused(tmp_path):
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "index.md").write_text("# 首页\n", "utf-8")
    with pytest.raises(GovgenError, match="the home page is made from the records"):
        shells(SITE, tmp_path, ROOT / "mkdocs.yml", tmp_path / "cache")


def _content(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_shared_address_shows_what_the_page_says_of_itself(made):
    html = made.stamp("en", PAGE).decode()
    found = dict(re.findall(r'<meta property="og:([a-z:_]+)" content="([^"]*)">', html))
    picture = found.pop("image").removeprefix("https://register.example.org/")
    assert made.published[picture].read_bytes().startswith(b"\x89PNG")
    assert found == {
        "type": "website",
        "site_name": "Huaiyinli Community",
        "title": "太黑了",
        "locale": "en_GB",
        "locale:alternate": "zh_CN",
        "url": "https://register.example.org/en/issues/ISS-2026-0001/",
    }
    assert '<meta name="description" property="og:description" content="院里没有灯">' in html
