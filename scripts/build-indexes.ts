// Part of the build: what the programs look up, made once from the committed files, so that no start has to.

import { builtPublicDocument, supergraphOf } from '../gateway/supergraph.transform.ts';
import { loadTrustedDocuments, readSupergraph } from '../gateway/supergraph.ts';
import { builtValidTexts } from '../gateway/valid-texts.ts';
import { builtKnowledge } from '../services/chat/retrieval/built-knowledge.ts';
import { builtSearch } from '../services/pricing/kbli/built-search.ts';
import { writeBuilt } from '../services/shared/built-file.ts';

const sdl = await readSupergraph();
await writeBuilt('public-document', builtPublicDocument(sdl));
await writeBuilt('valid-texts', builtValidTexts(supergraphOf(sdl), await loadTrustedDocuments()));
await writeBuilt('kbli-search', await builtSearch());
await writeBuilt('knowledge', await builtKnowledge());
