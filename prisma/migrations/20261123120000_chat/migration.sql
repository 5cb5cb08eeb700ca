-- CreateEnum
CREATE TYPE "language" AS ENUM ('EN', 'ID', 'IT');

-- CreateEnum
CREATE TYPE "answer_engine" AS ENUM ('ANTHROPIC', 'EXTRACTIVE');

-- CreateEnum
CREATE TYPE "answer_status" AS ENUM ('GENERATING', 'COMPLETED', 'STOPPED', 'INTERRUPTED', 'FAILED');

-- CreateTable
CREATE TABLE "conversation" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "owner_id" TEXT NOT NULL,
    "title" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" TEXT NOT NULL,
    "number" BIGSERIAL NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "client_request_id" TEXT,
    "question" TEXT NOT NULL,
    "language" "language" NOT NULL,
    "status" "answer_status" NOT NULL,
    "engine" "answer_engine" NOT NULL,
    "model" TEXT,
    "text" TEXT NOT NULL,
    "citations" JSONB NOT NULL,
    "claims" JSONB NOT NULL,
    "tools_used" JSONB NOT NULL,
    "usage" JSONB,
    "events" JSONB NOT NULL,
    "last_sequence" INTEGER NOT NULL,
    "replaces" TEXT,
    "rating" JSONB,
    "failure" JSONB,
    "running_in" TEXT,
    "generator_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "conversation_number_key" ON "conversation"("number");

-- CreateIndex
CREATE INDEX "conversation_owner_id_number_idx" ON "conversation"("owner_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "answer_number_key" ON "answer"("number");

-- CreateIndex
CREATE UNIQUE INDEX "answer_running_in_key" ON "answer"("running_in");

-- CreateIndex
CREATE INDEX "answer_conversation_id_number_idx" ON "answer"("conversation_id", "number");

-- CreateIndex
CREATE INDEX "answer_lease_until_idx" ON "answer"("lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "answer_owner_id_client_request_id_key" ON "answer"("owner_id", "client_request_id");

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
