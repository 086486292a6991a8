// Opens each page of a report in headless Chromium: what it loads, how it fits, what a screen reader finds, and
// whether its numbers are those of the SQL behind them.
//
//   node suite.js REPORT DATABASE ADOX CHROMIUM [SCREENSHOTS]
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const WIDTHS = [360, 820, 1400];
const LARGEST = 100_000;
const [report, database, adox, executablePath, shots] = process.argv.slice(2);

const faults = [];
let checked = 0;

function check(condition, sentence) {
  checked += 1;
  if (!condition) faults.push(sentence);
}

function files(folder, below = '') {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    return entry.isDirectory() ? files(folder, name) : [name];
  });
}

/** What stands on a page, as a program sees it. */
function inspect() {
  const cards = [...document.querySelectorAll('section.card')].map((card) => ({
    id: card.id,
    charts: [...card.querySelectorAll('.plot svg')].map((svg) => ({
      role: svg.getAttribute('role'),
      label: svg.getAttribute('aria-label') || (svg.getAttribute('aria-labelledby') || '').split(' ')
        .map((id) => document.getElementById(id)?.textContent || '').join(''),
    })),
    heading: card.querySelector('h2')?.textContent || card.getAttribute('aria-label') || '',
    tables: card.querySelectorAll('table').length,
    columns: [...card.querySelectorAll('table:first-of-type thead th')].map((head) => head.textContent),
    tiles: Object.fromEntries([...card.querySelectorAll('.tile strong[data-name]')]
      .map((tile) => [tile.dataset.name, tile.dataset.v ?? null])),
    links: [...card.querySelectorAll('.behind > a')].map((link) => link.getAttribute('href')),
    rows: [...card.querySelectorAll('table')].slice(0, 1).flatMap((table) => [...table.querySelectorAll('tbody tr')]
      .map((row) => [...row.children].map((cell) => cell.dataset.v ?? cell.textContent))),
  }));
  return {
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    main: document.querySelectorAll('main').length,
    current: document.querySelectorAll('nav[aria-label="Pages"] a[aria-current="page"]').length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [...document.querySelectorAll('h1,h2,.tile strong')].filter((e) => e.scrollWidth > e.clientWidth + 1)
      .map((e) => e.textContent),
    links: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')),
    cards,
  };
}

/** The rows of a query, by way of the program. */
function query(sql) {
  const out = execFileSync(adox, ['query', '--database', database, '--output', 'json', '-'], { input: sql });
  return JSON.parse(out);
}

function same(shown, value) {
  if (value === null) return shown === '–' || shown === '' || shown === null;
  if (typeof value === 'number') return Math.abs(Number(shown) - value) <= 6e-5 * Math.max(1, Math.abs(value));
  return true;
}

/** Numbers on the page are those that the SQL beside it computes. */
function compare(name, page, card) {
  const link = card.links.find((href) => href.endsWith('.sql'));
  if (!link) return;
  const rows = query(fs.readFileSync(path.join(report, path.dirname(name), link), 'utf8'));
  for (const [tile, value] of Object.entries(card.tiles)) {
    check(same(value, rows[0][tile] ?? null), `${name} ${card.id}: the tile ${tile} shows ${value}, the SQL says ${rows[0][tile]}`);
  }
  // Tables that are turned, with names along the side, have other rows than the query.
  if (Object.keys(card.tiles).length > 0 || card.tables === 0 || card.columns[0] === '') return;
  check(card.rows.length === rows.length, `${name} ${card.id}: ${card.rows.length} rows on the page, ${rows.length} in SQL`);
  card.rows.forEach((cells, at) => {
    const values = Object.values(rows[at] ?? {});
    if (values.length !== cells.length) return;
    cells.forEach((cell, column) => {
      const plain = cell.replaceAll(',', '');
      if (typeof values[column] === 'number' && Number.isNaN(Number(plain))) return;
      check(same(plain, values[column]), `${name} ${card.id}: row ${at + 1} shows ${cell}, the SQL says ${values[column]}`);
    });
  });
}

async function look(browser, name, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  const where = `${name} at ${width}`;
  page.on('console', (message) => check(message.type() !== 'error', `${where}: console: ${message.text()}`));
  page.on('pageerror', (error) => check(false, `${where}: ${error}`));
  page.on('request', (request) => {
    const url = request.url();
    check(url.startsWith('file://') || url.startsWith('data:'), `${where}: requests ${url}`);
  });
  await page.goto(pathToFileURL(path.resolve(report, name)).href);
  const seen = await page.evaluate(inspect);
  check(seen.overflow <= 0, `${where}: is ${seen.overflow} px wider than the window`);
  check(seen.cut.length === 0, `${where}: is cut off: ${seen.cut.join(', ')}`);
  if (shots && !name.includes('/')) {
    fs.mkdirSync(shots, { recursive: true });
    const file = `${path.basename(name, '.html')}-${width}-${scheme}.png`;
    await page.screenshot({ path: path.join(shots, file), fullPage: true });
  }
  await context.close();
  return seen;
}

async function main() {
  const all = files(report);
  const pages = all.filter((name) => name.endsWith('.html'));
  check(pages.length > 0, `${report} has no pages`);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  for (const name of pages) {
    const size = fs.statSync(path.join(report, name)).size;
    check(size <= LARGEST, `${name}: ${size} bytes, at most ${LARGEST} expected`);
    let seen;
    for (const width of name.includes('/') ? WIDTHS.slice(-1) : WIDTHS) seen = await look(browser, name, width, 'light');
    if (!name.includes('/')) await look(browser, name, 1400, 'dark');
    check(seen.lang === 'en' && seen.title.length > 0, `${name}: has no language or title`);
    check(seen.headings === 1 && seen.main === 1, `${name}: has ${seen.headings} h1 and ${seen.main} main`);
    check(seen.current === 1, `${name}: the navigation does not say where it is`);
    for (const href of seen.links.filter((href) => !/^(https?:|#)/.test(href))) {
      const target = path.posix.normalize(path.posix.join(path.posix.dirname(name), decodeURIComponent(href)));
      check(all.includes(target), `${name}: the link ${href} leads nowhere`);
    }
    for (const card of seen.cards) {
      check(card.heading.length > 0, `${name} ${card.id}: has no heading`);
      for (const chart of card.charts) {
        check(chart.role === 'img' && chart.label.length > 0, `${name} ${card.id}: the chart has no role or label`);
        check(card.tables > 0, `${name} ${card.id}: the chart has no table`);
      }
      compare(name, seen, card);
    }
  }
  await browser.close();
  for (const fault of faults.slice(0, 50)) console.log(`FAIL ${fault}`);
  console.log(`${pages.length} pages, ${checked} checks, ${faults.length} failed`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
