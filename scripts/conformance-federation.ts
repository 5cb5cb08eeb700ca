import { conformanceCommand } from './conformance/command.ts';

process.exitCode = await conformanceCommand(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
