/** The script of a printed report; the page that carries it names it by its hash. */
export const REPORT_SCRIPT =
  'document.getElementById("print").addEventListener("click",function(){window.print()});';

const DEPTHS = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (depth) => `.d${depth}{padding-left:${depth * 10 + 4}px}`,
);

/**
 * The style of a printed report: A4 across, its head on every page, pages numbered. Failed states are told by weight as
 * well as by colour, so that it reads in grey.
 */
export const REPORT_STYLE = `
@page{size:A4 landscape;margin:12mm 10mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
*{box-sizing:border-box}
body{margin:16px;font:12px/1.4 system-ui,sans-serif;color:#171b20;background:#fff}
h1{margin:0 0 4px;font-size:20px}
p{margin:0 0 8px}
button{font:inherit;padding:4px 12px;margin:0 0 8px}
dl{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 12px}
dt{color:#515b66;font-size:11px}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse}
caption{text-align:left;color:#515b66;padding:0 0 4px}
thead{display:table-header-group}
tr{break-inside:avoid}
th,td{padding:2px 4px;text-align:left;vertical-align:top;border-bottom:1px solid #dde1e6;font-weight:400}
thead th{font-weight:600;border-bottom:1px solid #868f99}
.repeat{display:none}
.id,time,.n,pre{font-family:ui-monospace,monospace;font-size:11px;font-variant-numeric:tabular-nums}
.id{display:block;overflow-wrap:anywhere}
.of{display:block;color:#515b66;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap}
.note{break-inside:auto}
.note td{border-bottom:1px solid #dde1e6;overflow-wrap:anywhere}
pre{margin:2px 0;white-space:pre-wrap;overflow-wrap:anywhere}
.s-Error,.s-Killed,.s-Unknown{color:#b81a26;font-weight:700}
.s-Completed{color:#0f6b49}
${DEPTHS.join("\n")}
@media screen and (max-width:800px){body{margin:8px;overflow-x:auto}}
@media print{body{margin:0;font-size:8.5pt}button{display:none}.repeat{display:table-row}.repeat td{color:#515b66;font-size:8pt}}
`;
