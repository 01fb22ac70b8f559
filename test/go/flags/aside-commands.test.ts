import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servingAlone } from '../../../src/containerize/serving-alone.ts';
import { factsOf } from '../go-project.ts';

const SERVE = 'func serve() error { os.MkdirAll("data", 0o755); return http.ListenAndServe(":8080", nil) }';
const COMMANDS: Readonly<Record<string, string>> = {
  'named functions of urfave/cli, in a list that init appends to': `
var commands = make([]*cli.Command, 0)
var cmdServe = &cli.Command{Name: "serve", Action: func(*cli.Context) error { return serve() }}
var cmdSend = &cli.Command{Name: "send", Action: send}
func init() { commands = append(commands, cmdServe, cmdSend) }
func send(*cli.Context) error { return work() }
func main() { app := cli.NewApp(); app.Commands = commands; app.Run(os.Args) }`,
  'literals of cobra': `
var root = &cobra.Command{Use: "app"}
func newSend() *cobra.Command {
	return &cobra.Command{Use: "send", RunE: func(*cobra.Command, []string) error { os.Remove("x"); return work() }}
}
func main() {
	root.AddCommand(&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return serve() }}, newSend())
	root.Execute()
}`,
  'commands beside a root that serves': `
var root = &cobra.Command{Use: "app", RunE: func(*cobra.Command, []string) error { return serve() }}
func main() {
	root.AddCommand(&cobra.Command{Use: "send", RunE: func(*cobra.Command, []string) error { return work() }})
	root.Execute()
}`,
};
const WORK = `func work() error {
	os.ReadFile("templates/mail.txt")
	os.WriteFile("outbox/mail", nil, 0o600)
	user.Current()
	return exec.Command("sendmail", "-t").Run()
}`;

for (const [title, code] of Object.entries(COMMANDS)) {
  void test(`What other commands do is not the server’s: ${title}`, async () => {
    const facts = await factsOf(`${code}\n${SERVE}\n${WORK}`, { 'templates/mail.txt': '' });
    assert.deepEqual(
      facts.listens.map(({ port }) => port),
      [8080],
    );
    const { writes, runtimeFiles, processes, userLookups } = facts;
    const ofCommands = (
      all: readonly { readonly commands?: unknown; readonly path?: string; readonly command?: string | null }[],
    ) => all.map(({ commands, path, command }) => [path ?? command, commands]);
    const send = [['send']];
    assert.deepEqual(ofCommands(writes), [
      ['data', undefined],
      ['outbox/mail', send],
    ]);
    assert.deepEqual(
      [ofCommands(runtimeFiles), ofCommands(processes)],
      [[['templates/mail.txt', send]], [['sendmail', send]]],
    );
    assert.equal(userLookups, false);
    assert.deepEqual(
      servingAlone(facts).writes.map(({ path }) => path),
      ['data'],
    );
  });
}

const SHARED: Readonly<Record<string, string>> = {
  'that the server does, too': `
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { work(); return serve() }},
		&cobra.Command{Use: "send", RunE: func(*cobra.Command, []string) error { return work() }},
	)
	root.Execute()
}`,
  'behind an interface that the server may come to': `
type job interface{ Do() error }
type mail struct{}
func (mail) Do() error { return work() }
var jobs = []job{mail{}}
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { for _, one := range jobs { one.Do() }; return serve() }},
		&cobra.Command{Use: "send", RunE: func(*cobra.Command, []string) error { return mail{}.Do() }},
	)
	root.Execute()
}`,
  'before any command': `
func main() {
	work()
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return serve() }},
		&cobra.Command{Use: "send", RunE: func(*cobra.Command, []string) error { return work() }},
	)
	root.Execute()
}`,
};

for (const [title, code] of Object.entries(SHARED)) {
  void test(`What other commands do counts ${title}`, async () => {
    const facts = await factsOf(`${code}\n${SERVE}\n${WORK}`, { 'templates/mail.txt': '' });
    assert.deepEqual(facts.writes.map(({ path }) => path).sort(), ['data', 'outbox/mail']);
    assert.deepEqual(
      facts.processes.map(({ command, commands }) => [command, commands]),
      [['sendmail', undefined]],
    );
    assert.equal(facts.userLookups, true);
  });
}
