import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** One struct that describes a server, of which a program has several; each is filled by the flags that it is given. */
const ENDPOINT = `package main
import (
	"net"

	"github.com/spf13/pflag"
	"google.golang.org/grpc"
	"google.golang.org/grpc/test/bufconn"
)
type Endpoint struct {
	Address string
	Network string
	Enabled bool
}
type Option func(*Endpoint)
func (e *Endpoint) ToOption() Option {
	return func(to *Endpoint) {
		to.Address = e.Address
		to.Network = e.Network
		to.Enabled = e.Enabled
	}
}
func register(flags *pflag.FlagSet, e *Endpoint, prefix, address string, enabled bool) {
	flags.StringVar(&e.Address, prefix+"-addr", address, "")
	flags.StringVar(&e.Network, prefix+"-network", "tcp", "")
	flags.BoolVar(&e.Enabled, prefix+"-enabled", enabled, "")
}
func (e *Endpoint) Serve() error {
	if !e.Enabled {
		return nil
	}
	l, err := e.listen()
	if err != nil {
		return err
	}
	return grpc.NewServer().Serve(l)
}
func (e *Endpoint) listen() (net.Listener, error) {
	if e.Network == "memory" {
		return bufconn.Listen(1024), nil
	}
	return net.Listen(e.Network, e.Address)
}
`;

const COMMANDS = `package main
import "github.com/spf13/cobra"
type Store struct{ URL string }
func (s *Store) ToOption() func(*Store) { return func(to *Store) { to.URL = s.URL } }
type Config struct {
	API, Peers Endpoint
	Store      Store
}
func (c *Config) Run() error {
	open(c.Store.ToOption())
	go c.Peers.Serve()
	return c.API.Serve()
}
func open(options ...func(*Store)) {}
func newServe(c *Config) *cobra.Command {
	cmd := &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error { return c.Run() }}
	register(cmd.Flags(), &c.API, "grpc", ":50051", true)
	register(cmd.Flags(), &c.Peers, "peers", ":50053", false)
	return cmd
}
type Trial struct{ API, ReadOnly Endpoint }
func (t *Trial) Run() error {
	go t.ReadOnly.Serve()
	return t.API.Serve()
}
func newTrial(t *Trial) *cobra.Command {
	cmd := &cobra.Command{Use: "serve-trial", RunE: func(cmd *cobra.Command, args []string) error { return t.Run() }}
	register(cmd.Flags(), &t.API, "grpc", ":50051", true)
	register(cmd.Flags(), &t.ReadOnly, "readonly", ":50052", true)
	return cmd
}
func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(newServe(&Config{}), newTrial(&Trial{}))
	root.Execute()
}`;

test('a struct that copies of it are never asked for is what its flags make it, and a socket within the process has no port', async () => {
  const program = await factsOf('', { 'main.go': COMMANDS, 'endpoint.go': ENDPOINT });
  const ports = ({ listens }: { listens: typeof program.listens }) => listens.map(({ port }) => port).sort();
  assert.deepEqual(
    program.commands?.map((command) => [command.command?.args, ports(command)]),
    [
      [['serve'], [50051]],
      [['serve-trial'], [50051, 50052]],
    ],
  );
  assert.deepEqual(program.command?.args, ['serve']);
  // What another command opens in the same place is no port of the one that serves.
  assert.deepEqual(ports(program), [50051]);
});

test('a command comes to what it calls by name, however much it comes to through interfaces', async () => {
  const many = Array.from({ length: 20_100 }, (_, index) => index);
  const files = {
    'main.go': `package main
import ("net/http"; "github.com/spf13/cobra")
type Plugin interface { Apply() }
var plugins []Plugin
func listen() error { return http.ListenAndServe(":8080", nil) }
func run(cmd *cobra.Command, args []string) error { for _, one := range plugins { one.Apply() }; return start() }
func start() error { return listen() }
func main() {
	root := &cobra.Command{Use: "shop"}
	serve := &cobra.Command{Use: "serve", RunE: run}
	trial := &cobra.Command{Use: "serve-trial", RunE: func(cmd *cobra.Command, args []string) error { return start() }}
	root.AddCommand(serve, trial)
	root.Execute()
}`,
    'plugins.go': `package main
type first struct{}
func (f first) Apply() { ${many.map((index) => `f${index}()`).join('; ')} }
func init() { plugins = append(plugins, first{}) }
${many.map((index) => `func f${index}() {}`).join('\n')}`,
  };
  const { command, listens } = await factsOf('', files);
  assert.deepEqual(command?.args, ['serve']);
  assert.deepEqual(
    listens.map(({ port }) => port),
    [8080],
  );
});
