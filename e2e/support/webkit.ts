import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, By, Key, Origin } from 'selenium-webdriver';
import { nextDownload } from './downloadFolder';
import type { OtherBrowser } from './otherBrowser';

const DRIVER = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';

/** WebKitGTK's own small browser; null where it, its driver or a screen for it is missing. */
export function webkitPath(): string | null {
  const browser = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  return browser !== undefined && existsSync(DRIVER) && existsSync(SCREEN) ? browser : null;
}

/** WebKitGTK, driven over WebDriver, on a screen that nobody sees. */
export async function launchWebKit(binary: string): Promise<OtherBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'synfer-webkit-'));
  const downloads = join(home, 'downloads');
  await mkdir(join(home, '.config'));
  await mkdir(downloads);
  await writeFile(join(home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/downloads"\n');
  const screen = spawn(SCREEN, ['-displayfd', '1', '-screen', '0', '1600x1000x24'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = await firstLine(screen);
  const port = await freePort();
  const driver = spawn(DRIVER, [`--port=${String(port)}`, '--host=127.0.0.1'], { stdio: 'ignore', env: { ...process.env, DISPLAY: `:${display}`, HOME: home, XDG_CONFIG_HOME: join(home, '.config') } });
  const address = `http://127.0.0.1:${String(port)}`;
  while (!(await fetch(`${address}/status`).then((answer) => answer.ok, () => false))) await new Promise((resolve) => setTimeout(resolve, 100));
  const browser = await new Builder()
    .usingServer(address)
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } })
    .build();
  const page = browser.manage();
  await page.setTimeouts({ pageLoad: 240_000, script: 240_000 });
  await page.window().setRect({ width: 1440, height: 900 });
  const click = ({ x, y }: { x: number; y: number }) => browser.actions().move({ origin: Origin.VIEWPORT, x: Math.round(x), y: Math.round(y) }).click().perform();
  return {
    goto: (url) => browser.get(url),
    reload: () => browser.navigate().refresh(),
    evaluate: (ask, ...args) => browser.executeScript(`return (${ask.toString()})(...arguments)`, ...args),
    click,
    async fill(place, text) {
      await click(place);
      await browser.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).sendKeys(text, Key.TAB).perform();
    },
    upload: (path) => browser.findElement(By.css('input[type=file]')).sendKeys(path),
    download: (begin) => nextDownload(downloads, begin),
    async close() {
      await browser.quit().catch(() => undefined);
      driver.kill();
      screen.kill();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
