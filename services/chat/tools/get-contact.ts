import * as z from 'zod';
import { ChatFirmDocument } from '../../../schema/generated/operations.ts';
import type { ContactDetails } from '../phrases.ts';
import { contactWords } from './contact-words.ts';
import type { ToolDefinition } from './definition.ts';

export type ContactResult = { contact: ContactDetails };

const input = z.strictObject({});

/** The ground of the firm's telephone number and address: retrieved text never is. */
export const getContact: ToolDefinition<z.infer<typeof input>, ContactResult> = {
  name: 'get_contact',
  description:
    'How to reach the firm: WhatsApp number, e-mail address, office hours. The only source of these.',
  input,
  async run(_input, { ask, language }) {
    const { contact } = (await ask(ChatFirmDocument, {})).priceList;
    const words = contactWords[language];
    const facts = [
      `WhatsApp: ${contact.whatsapp}`,
      `${words.email}: ${contact.email}`,
      `${words.hours}: ${contact.hours}`,
    ];
    return { sources: [{ ref: 'contact', label: words.label, facts }], result: { contact } };
  },
};
