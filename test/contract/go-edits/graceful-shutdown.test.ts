import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { withGracefulShutdown } from '../../../src/contract/go-edits/graceful-shutdown.ts';
import { analyze } from '../../../src/go/analyze.ts';
import { filesOf } from '../../containerize/facts.ts';
import { withoutGo } from '../../toolchain/go.ts';

const GO_MOD = 'module example.com/shop\n\ngo 1.26\n';
const source = (imports: string, body: string, more = '') => `package main

${imports}

func main() {
${body}}
${more}`;
const LOG = 'import (\n\t"log"\n\t"net/http"\n)';

const understood: Readonly<Record<string, string>> = {
  statement: source('import "net/http"', '\thttp.ListenAndServe(":8080", nil)\n'),
  blank: source('import "net/http"', '\t_ = http.ListenAndServe(":8080", http.NotFoundHandler())\n'),
  fatal: source(LOG, '\tlog.Fatal(http.ListenAndServe(":8080", nil))\n'),
  panic: source('import "net/http"', '\tpanic(http.ListenAndServe(":8080", nil))\n'),
  condition: source(
    LOG,
    '\tif err := http.ListenAndServe(":8080", nil); err != nil {\n\t\tlog.Println("cannot serve")\n\t\tlog.Fatal(err)\n\t}\n',
  ),
  handler: source(
    'import (\n\t"fmt"\n\t"log"\n\t"net/http"\n\t"os"\n)',
    '\tmux := http.NewServeMux()\n\tmux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "a, b") })\n\tlog.Fatal(http.ListenAndServe(":"+os.Getenv("PORT"), http.TimeoutHandler(mux, 5, "late, sorry")))\n',
  ),
  server: source(
    LOG,
    '\tsrv := &http.Server{Addr: ":8080"}\n\tlog.Println("here")\n\tlog.Fatal(srv.ListenAndServe())\n',
  ),
  tls: source(LOG, '\tlog.Fatal(http.ListenAndServeTLS(":8443", "a.pem", "b.pem", nil))\n'),
  taken: source(
    'import (\n\t"context"\n\t"log"\n\t"net/http"\n)',
    '\tctx, stop := context.WithCancel(context.Background())\n\tdefer stop()\n\tserver := "x"\n\tlog.Println(ctx, server)\n\tlog.Fatal(http.ListenAndServe(":8080", nil))\n',
  ),
  groups: source(
    'import (\n\t"net/http"\n\n\t_ "embed"\n)',
    '\thttp.ListenAndServe(":8080", nil)\n',
    '\nfunc other() {}\n',
  ),
};

const left: Readonly<Record<string, string>> = {
  'in another function': source(
    LOG,
    '\tserve()\n',
    '\nfunc serve() {\n\tlog.Fatal(http.ListenAndServe(":8080", nil))\n}\n',
  ),
  'in a goroutine': source(LOG, '\tgo http.ListenAndServe(":8080", nil)\n\tselect {}\n'),
  'in a block': source(LOG, '\tif true {\n\t\tlog.Fatal(http.ListenAndServe(":8080", nil))\n\t}\n'),
  'with an error that is used': source(LOG, '\terr := http.ListenAndServe(":8080", nil)\n\tlog.Println(err)\n'),
  'with a condition that goes on': source(
    LOG,
    '\tif err := http.ListenAndServe(":8080", nil); err != nil {\n\t\tlog.Println(err)\n\t}\n',
  ),
  'over several lines': source(LOG, '\tlog.Fatal(http.ListenAndServe(\n\t\t":8080",\n\t\tnil,\n\t))\n'),
  'with another package called log': source(
    'import (\n\t"net/http"\n\n\t"example.com/other/log"\n)',
    '\tlog.Fatal(http.ListenAndServe(":8080", nil))\n',
  ),
  'with a variable called errors': source(
    LOG,
    '\terrors := 1\n\tlog.Println(errors)\n\thttp.ListenAndServe(":8080", nil)\n',
  ),
  'with line ends of Windows': source(LOG, '\thttp.ListenAndServe(":8080", nil)\n').replaceAll('\n', '\r\n'),
  'half-typed': source(LOG, '\tlog.Fatal(http.ListenAndServe(":8080", nil)\n'),
};

async function inserted(main: string): Promise<string | null> {
  const { programs } = await analyze(filesOf({ 'go.mod': GO_MOD, 'main.go': main }));
  const [program] = programs;
  const [listener] = program?.listens ?? [];
  return program && listener ? withGracefulShutdown(main, program, listener) : null;
}

describe('graceful shutdown is inserted', () => {
  for (const [what, main] of Object.entries(understood)) {
    it(what, async () => {
      const text = await inserted(main);
      assert.ok(text);
      const { programs } = await analyze(filesOf({ 'go.mod': GO_MOD, 'main.go': text }));
      const { graceful, signals, timeoutSeconds } = programs[0]?.shutdown ?? {};
      assert.deepEqual([graceful, signals, timeoutSeconds], [true, ['SIGINT', 'SIGTERM'], 25]);
      assert.equal(programs[0]?.listens.length, 1);
    });
  }
});

describe('what is not understood is left alone', () => {
  for (const [what, main] of Object.entries(left)) it(what, async () => assert.equal(await inserted(main), null));
});

describe('the Go that is written', { skip: withoutGo, timeout: 300_000 }, () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gantry-shutdown-'));
    writeFileSync(path.join(folder, 'go.mod'), GO_MOD);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is as gofmt would write it, and compiles', async () => {
    for (const [what, main] of Object.entries(understood)) {
      const text = (await inserted(main)) ?? '';
      const { stdout, stderr } = spawnSync('gofmt', { input: text, encoding: 'utf8' });
      assert.equal(text, stdout, `${what}: ${stderr}`);
      mkdirSync(path.join(folder, what));
      writeFileSync(path.join(folder, what, 'main.go'), text);
    }
    const { status, stderr } = spawnSync('go', ['vet', './...'], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('answers what is under way, and ends well', async () => {
    const text = await inserted(
      source(
        'import (\n\t"log"\n\t"net/http"\n\t"os"\n\t"time"\n)',
        '\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {\n\t\tlog.Print("asked")\n\t\ttime.Sleep(time.Second)\n\t\tw.Write([]byte("done"))\n\t})\n\tlog.Fatal(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil))\n',
      ),
    );
    mkdirSync(path.join(folder, 'run'));
    writeFileSync(path.join(folder, 'run', 'main.go'), text ?? '');
    const built = spawnSync('go', ['build', '-o', 'server', '.'], { cwd: path.join(folder, 'run'), encoding: 'utf8' });
    assert.equal(built.status, 0, built.stderr);
    const port = await freePort();
    const child = spawn(path.join(folder, 'run', 'server'), {
      env: { PORT: `${port}` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    const asked = once(child.stderr, 'data');
    const answer = ask(`http://127.0.0.1:${port}/`, AbortSignal.timeout(20_000));
    await asked;
    child.kill('SIGTERM');
    assert.equal(await answer, 'done');
    assert.deepEqual(await ended, [0, null]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Until the server is there. */
async function ask(url: string, signal: AbortSignal): Promise<string> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await (await fetch(url, { signal })).text();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
}
