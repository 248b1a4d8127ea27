#include "report/html/html_style.h"

namespace lightcl {

std::string_view htmlStyle() {
    return R"css(
:root { color-scheme: light dark; --page: #f6f6f4; --card: #ffffff; --text: #1d1d1f; --soft: #5a5a60; --line: #d9d9d6; --link: #0060a0; }
@media (prefers-color-scheme: dark) {
  :root { --page: #17181a; --card: #212225; --text: #ececee; --soft: #a5a6ab; --line: #3a3b40; --link: #7cc0ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 "DejaVu Sans", system-ui, sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 26px; margin: 0 0 4px; }
h2 { font-size: 20px; margin: 40px 0 12px; }
h3 { font-size: 16px; margin: 32px 0 4px; }
p, figcaption, .note { color: var(--soft); font-size: 13px; margin: 4px 0 12px; }
a { color: var(--link); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 16px 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 8px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
tr:last-child td { border-bottom: 0; }
th.left, td.left { text-align: left; }
td.left { white-space: normal; min-width: 110px; }
td.wrap { white-space: normal; min-width: 120px; }
figure { margin: 12px 0 20px; }
figure img { display: block; width: 100%; height: auto; background: #ffffff; border: 1px solid var(--line); border-radius: 8px; padding: 10px; }
figcaption { margin-top: 6px; }
figcaption b { color: var(--text); }
details > summary { cursor: pointer; font-size: 16px; font-weight: 600; margin: 20px 0 4px; }
@media print {
  body { background: #ffffff; font-size: 11px; }
  main { max-width: none; padding: 0; }
  figure, tr { break-inside: avoid; }
}
)css";
}

} // namespace lightcl
