import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import multer from 'multer';
import { createTransport } from 'nodemailer';

/**
 * The naive rival: what one writes in an afternoon with express, multer and nodemailer. The tip is kept and the mail is
 * sent within the request. In the folder named first, on the port named second, mailing to the port named third.
 */
const [folder = '', port = '', smtpPort = ''] = process.argv.slice(2);
mkdirSync(join(folder, 'uploads'), { recursive: true });

const database = new DatabaseSync(join(folder, 'tips.db'));
database.exec(
  'create table tips (number integer primary key, message text, place text, happened_at text, files text)',
);
const insert = database.prepare('insert into tips (message, place, happened_at, files) values (?, ?, ?, ?)');
const upload = multer({ dest: join(folder, 'uploads') });
const transport = createTransport({ host: '127.0.0.1', port: Number(smtpPort), secure: false });

express()
  .use(express.urlencoded({ extended: false }))
  .get('/', (_request, response) => void response.send('ready'))
  .post('/tips', upload.array('files'), async (request, response) => {
    const { message, place = '', happened_at = '' } = request.body;
    const files = Array.isArray(request.files) ? request.files : [];
    const { lastInsertRowid } = insert.run(
      message,
      place,
      happened_at,
      JSON.stringify(files.map(file => file.path)),
    );
    await transport.sendMail({
      from: 'tips@newsroom.example',
      to: 'desk@newsroom.example',
      subject: `Tip ${lastInsertRowid}`,
      text: message,
      attachments: files.map(file => ({ filename: file.originalname, path: file.path })),
    });
    response.status(201).json({ number: Number(lastInsertRowid) });
  })
  .listen(Number(port), '127.0.0.1');
