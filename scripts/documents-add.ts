import { gatewaySettings } from '../gateway/config.ts';
import { loadSupergraph } from '../gateway/supergraph.ts';
import { projectPath } from '../services/shared/project-root.ts';
import { documentsCommand } from './documents-command.ts';

const { publicSchema: schema, hints } = await loadSupergraph();

process.exitCode = await documentsCommand(process.argv.slice(2), {
  folder: projectPath('schema'),
  graph: { schema, hints },
  maxCost: gatewaySettings({ MAX_COST: process.env.MAX_COST }).limits.maxCost,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
