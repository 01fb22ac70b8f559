import assert from 'node:assert/strict';
import { it } from 'node:test';
import { factsOf } from '../go-project.ts';

const typed = (word: string, more = '') => `import ("flag"; "net/http"; "os")

var addr = flag.String("addr", "localhost:8080", "")

func main() {
	flag.Parse()
	${more}
	switch ${word} {
	case "serve":
		http.ListenAndServe(*addr, nil)
	case "version":
		os.Exit(0)
	}
}`;

const cases: readonly (readonly [what: string, code: string, expected: true | undefined])[] = [
  ['what stands behind the flags', typed('flag.Arg(0)'), true],
  ['by a name', typed('mode', 'mode := flag.Arg(0)'), true],
  ['unless flags of its own stand behind it', typed('flag.Arg(0)', 'flag.NewFlagSet("serve", 0)'), undefined],
  ['not the very first word', typed('os.Args[1]'), undefined],
];
for (const [what, code, expected] of cases) {
  it(`a command is ${what}`, async () => {
    const { command } = await factsOf(code);
    assert.deepEqual([command?.args, command?.afterFlags], [['serve'], expected]);
  });
}
