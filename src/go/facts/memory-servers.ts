import type { LinkedCode } from '../code/linked-code.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { Program } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';

/** Servers of libraries that keep what clients tell them in the memory of the program, by their documentation; paths without major versions. */
const SERVERS: ReadonlySet<string> = new Set([
  'github.com/google/go-containerregistry/pkg/registry.New',
  'github.com/gopcua/opcua/server.New',
  'github.com/mark3labs/mcp-go/server.NewSSEServer',
  'github.com/mochi-mqtt/server.New',
  'github.com/modelcontextprotocol/go-sdk/mcp.NewSSEHandler',
  'github.com/nats-io/nats-server/server.NewServer',
  'github.com/alicebob/miniredis.Run',
  'github.com/alicebob/miniredis.RunT',
  'github.com/gin-contrib/sessions/memstore.NewStore',
  'github.com/johannesboyne/gofakes3/backend/s3mem.New',
]);

/** Where the program makes such a server. */
export function serverWithMemory(code: LinkedCode): Program['memoryState'] {
  const [made] = callsOf(code, SERVERS);
  return made && { ...placeOf(made.site.file, made.call), by: { kind: 'library', name: made.name } };
}
