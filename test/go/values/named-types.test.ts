import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const MAIN = `type scheme string
const (
	plain  scheme = "http"
	socket scheme = "http+unix"
)
var (
	protocol   scheme
	host, port string
)
func load(file *ini.File) {
	section := file.Section("server")
	host = section.Key("HTTP_ADDR").MustString("0.0.0.0")
	port = section.Key("HTTP_PORT").MustString("3000")
	protocol = plain
	switch section.Key("PROTOCOL").String() {
	case "unix", "http+unix":
		protocol = socket
		host = "/run/" + host
	}
}
func main() {
	file, _ := ini.Load("app.ini")
	load(file)
	address := host
	if protocol != socket {
		address = net.JoinHostPort(address, port)
	}
	listener, _ := net.Listen("tcp", address)
	http.Serve(listener, nil)
}`;

test('a variable whose type has a name of its own is empty before it is given a value', async () => {
  assert.deepEqual(await listensWith('net net/http gopkg.in/ini.v1', MAIN), [
    '3000 http all default by config:server.HTTP_ADDR config:server.HTTP_PORT moved by config:server.PROTOCOL',
  ]);
});
