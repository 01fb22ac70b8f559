import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COBRA } from '../cobra-program.ts';
import { factsOf } from '../go-project.ts';

const portsOfCommands: Readonly<Record<string, { code: string; ports: readonly number[] }>> = {
  'what only another command opens is no port of the program': {
    code: COBRA(
      '',
      `func newDocs() *cobra.Command {
	return &cobra.Command{Use: "docs", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":6060", nil) }}
}
func main() { root.AddCommand(newDocs(), newServe()); root.Execute() }`,
    ),
    ports: [8080],
  },
  'nor where the root listens, whatever it is called': {
    code:
      COBRA('', '').replace('Use: "app"', 'Use: os.Args[0], Run: func(cmd *cobra.Command, args []string) { web() }') +
      `func web() { http.ListenAndServe(":9090", nil) }
func main() { root.AddCommand(newServe()); root.Execute() }`,
    ports: [9090],
  },
  'nor where main itself listens': {
    code: COBRA(
      '',
      `func newProxy() *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { http.ListenAndServe(":6060", nil) }}
}
func main() {
	root.AddCommand(newProxy(), newVersion())
	if len(os.Args) > 1 {
		root.Execute()
		return
	}
	listen()
}`,
    ),
    ports: [8080],
  },
  'what both open is': {
    code: COBRA(
      '',
      `func newDocs() *cobra.Command {
	return &cobra.Command{Use: "docs", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newDocs(), newServe()); root.Execute() }`,
    ),
    ports: [8080],
  },
};

for (const [name, { code, ports }] of Object.entries(portsOfCommands)) {
  test(`ports: ${name}`, async () => {
    const { listens } = await factsOf(code);
    assert.deepEqual(
      listens.map(({ port }) => port),
      ports,
    );
  });
}
