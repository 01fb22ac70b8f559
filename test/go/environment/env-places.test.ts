import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

const HELPER = 'func get(key, or string) string { if v := os.Getenv(key); v != "" { return v }; return or }\n';

/** Those that read X, in their order. */
async function linesOf(code: string): Promise<number[]> {
  const { env } = await factsOf(code);
  const variable = env.find(({ name }) => name === 'X');
  assert.ok(variable);
  return [variable, ...(variable.alsoAt ?? [])].map(({ line }) => line).sort((a, b) => a - b);
}

describe('every place that reads a variable', () => {
  const table: Readonly<Record<string, { code: string; lines: readonly number[] }>> = {
    'one read': { code: 'fmt.Println(os.Getenv("X"))', lines: [0] },
    'two reads': {
      code: 'fmt.Println(os.Getenv("X"))\nfmt.Println(os.Getenv("Y"))\nfmt.Println(os.Getenv("X"))',
      lines: [0, 2],
    },
    'two calls of a helper': {
      code: `${HELPER}func main() {\nfmt.Println(get("X", "a"))\nfmt.Println(get("X", "a"))\n}`,
      lines: [0, 1],
    },
  };
  for (const [name, { code, lines }] of Object.entries(table)) {
    it(name, async () => {
      const found = await linesOf(code);
      const [first = 0] = found;
      assert.deepEqual(
        found.map((line) => line - first),
        lines,
      );
    });
  }
});
