import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const serve = (args: string) => `package main
import ("net/http"; "github.com/spf13/cobra")
func main() {
	var addr string
	cmd := &cobra.Command{
		Use: "serve [domains]",
		${args}
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if addr == "" { addr = "0.0.0.0:80" }
			} else {
				if addr == "" { addr = "127.0.0.1:8090" }
			}
			return http.ListenAndServe(addr, nil)
		},
	}
	cmd.Flags().StringVar(&addr, "http", "", "")
	cmd.Execute()
}`;

test('a command runs without the arguments that it does not demand', async () => {
  const expected = ['8090 http loopback default by flag:http'];
  assert.deepEqual(await listensOf('', { 'main.go': serve('') }), expected);
  assert.deepEqual(await listensOf('', { 'main.go': serve('Args: cobra.ArbitraryArgs,') }), expected);
});

test('a command that demands arguments has some', async () => {
  const listens = await listensOf('', { 'main.go': serve('Args: cobra.MinimumNArgs(1),') });
  assert.ok(!listens.some((line) => line.startsWith('8090')));
});

test('a flag of the command goes before one of the library’s own set', async () => {
  const code = `package main
import (
	"net/http"
	"strconv"
	"example.com/app/generated"
	"github.com/spf13/cobra"
	"github.com/spf13/viper"
)
func main() {
	root := &cobra.Command{Use: "app"}
	root.PersistentFlags().Uint16("port", 3000, "")
	viper.BindPFlags(root.PersistentFlags())
	server := generated.NewServer()
	server.Port = int(viper.GetUint("port"))
	http.ListenAndServe(":"+strconv.Itoa(server.Port), nil)
}`;
  const generated = `package generated
import flag "github.com/spf13/pflag"
var port int
func init() { flag.IntVar(&port, "port", 0, "") }
type Server struct { Port int }
func NewServer() *Server {
	s := new(Server)
	s.Port = port
	return s
}`;
  assert.deepEqual(await listensOf('', { 'main.go': code, 'generated/server.go': generated }), [
    '3000 http all default by flag:port',
  ]);
});

test('a key of viper by another name', async () => {
  const code = `package main
import ("net/http"; "github.com/spf13/cobra"; "github.com/spf13/viper")
func run(cmd *cobra.Command, args []string) {
	viper.BindPFlags(cmd.Flags())
	http.ListenAndServe(":"+viper.GetString("http-port"), nil)
}
func main() {
	cmd := &cobra.Command{Run: run}
	cmd.Flags().String("port", "8081", "")
	viper.RegisterAlias("http-port", "port")
	cmd.Execute()
}`;
  assert.deepEqual(await listensOf('', { 'main.go': code }), ['8081 http all default by flag:port']);
});
