// Part of the build: what the programs look up, made once from the committed files, so that no start has to.

import { builtPublicDocument } from '../gateway/supergraph.transform.ts';
import { readSupergraph } from '../gateway/supergraph.ts';

import { builtKnowledge } from '../services/chat/retrieval/built-knowledge.ts';
import { builtSearch } from '../services/pricing/kbli/built-search.ts';
import { writeBuilt } from '../services/shared/built-file.ts';

await writeBuilt('public-document', builtPublicDocument(await readSupergraph()));
await writeBuilt('kbli-search', await builtSearch());
await writeBuilt('knowledge', await builtKnowledge());
