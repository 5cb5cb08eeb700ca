-- CreateEnum
CREATE TYPE "dataset_origin" AS ENUM ('SEED', 'APPLIED');

-- CreateEnum
CREATE TYPE "service_category" AS ENUM ('SINGLE_ENTRY_VISA', 'MULTIPLE_ENTRY_VISA', 'KITAS', 'KITAP', 'BUSINESS_LEGAL', 'TAXATION');

-- CreateEnum
CREATE TYPE "pricing_model" AS ENUM ('FIXED', 'BY_OPTION', 'STARTING_FROM', 'PER_UNIT', 'ON_REQUEST');

-- CreateEnum
CREATE TYPE "price_option_kind" AS ENUM ('INITIAL', 'EXTENSION');

-- CreateEnum
CREATE TYPE "application_location" AS ENUM ('OFFSHORE', 'ONSHORE');

-- CreateEnum
CREATE TYPE "kbli_edition" AS ENUM ('KBLI_2020', 'KBLI_2025');

-- CreateEnum
CREATE TYPE "kbli_level" AS ENUM ('SECTION', 'DIVISION', 'GROUP', 'CLASS', 'SUBCLASS');

-- CreateEnum
CREATE TYPE "correspondence_relation" AS ENUM ('ONE_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_ONE', 'MANY_TO_MANY');

-- CreateEnum
CREATE TYPE "business_scale" AS ENUM ('MICRO', 'SMALL', 'MEDIUM', 'LARGE');

-- CreateEnum
CREATE TYPE "risk_level" AS ENUM ('LOW', 'MEDIUM_LOW', 'MEDIUM_HIGH', 'HIGH');

-- CreateEnum
CREATE TYPE "confidence" AS ENUM ('VERIFIED', 'INDICATIVE');

-- CreateEnum
CREATE TYPE "ownership_rule_kind" AS ENUM ('CLOSED', 'DOMESTIC_ONLY', 'CAPPED', 'RESERVED_MSME', 'PARTNERSHIP_MSME', 'CONDITIONAL', 'PRIORITY', 'REGIONAL_CLOSURE');

-- CreateTable
CREATE TABLE "dataset" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "origin" "dataset_origin" NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "price_list" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "effective_from" DATE NOT NULL,
    "next_change_on" DATE,
    "currency" TEXT NOT NULL,
    "official_notice" JSONB NOT NULL,
    "disclaimer" JSONB NOT NULL,
    "provider" JSONB NOT NULL,
    "contact" JSONB NOT NULL,
    "contact_routes" JSONB NOT NULL,
    "advice" JSONB NOT NULL,
    "wire" JSONB NOT NULL,

    CONSTRAINT "price_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "category" "service_category" NOT NULL,
    "pricing_model" "pricing_model" NOT NULL,
    "name" JSONB NOT NULL,
    "aliases" TEXT[],
    "wire_name" TEXT NOT NULL,
    "wire_strings" JSONB NOT NULL,
    "wire_note" TEXT NOT NULL,
    "processing_time" JSONB,
    "includes" JSONB NOT NULL,
    "requirements" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "search_terms" JSONB NOT NULL,
    "extension" JSONB,
    "stay" JSONB,

    CONSTRAINT "service_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "price_option" (
    "service_code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "price_option_kind" NOT NULL,
    "position" INTEGER NOT NULL,
    "label" JSONB NOT NULL,
    "amount_idr" BIGINT NOT NULL,
    "duration_days" INTEGER,
    "years" INTEGER,
    "location" "application_location",
    "unit" TEXT,

    CONSTRAINT "price_option_pkey" PRIMARY KEY ("service_code","key")
);

-- CreateTable
CREATE TABLE "service_package" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" JSONB NOT NULL,
    "processing_time" JSONB,
    "includes" JSONB NOT NULL,
    "notes" JSONB NOT NULL,

    CONSTRAINT "service_package_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "package_line" (
    "package_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "service_code" TEXT NOT NULL,
    "option_key" TEXT,
    "quantity" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "package_line_pkey" PRIMARY KEY ("package_key","position")
);

-- CreateTable
CREATE TABLE "quote" (
    "id" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "is_floor" BOOLEAN NOT NULL,
    "total_idr" BIGINT NOT NULL,
    "dataset_version" TEXT NOT NULL,

    CONSTRAINT "quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_line" (
    "quote_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "service_code" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "option" JSONB,
    "quantity" INTEGER NOT NULL,
    "unit_price_idr" BIGINT,
    "line_total_idr" BIGINT,

    CONSTRAINT "quote_line_pkey" PRIMARY KEY ("quote_id","position")
);

-- CreateTable
CREATE TABLE "catalogue_change" (
    "id" SERIAL NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_by" TEXT NOT NULL,
    "from_version" TEXT,
    "to_version" TEXT NOT NULL,
    "difference" JSONB NOT NULL,

    CONSTRAINT "catalogue_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kbli_code" (
    "edition" "kbli_edition" NOT NULL,
    "code" TEXT NOT NULL,
    "level" "kbli_level" NOT NULL,
    "parent_code" TEXT,
    "position" INTEGER NOT NULL,
    "title_id" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "title_it" TEXT NOT NULL,
    "terms_id" TEXT[],
    "terms_en" TEXT[],
    "terms_it" TEXT[],

    CONSTRAINT "kbli_code_pkey" PRIMARY KEY ("edition","code")
);

-- CreateTable
CREATE TABLE "kbli_correspondence" (
    "code_2020" TEXT NOT NULL,
    "code_2025" TEXT NOT NULL,
    "relation" "correspondence_relation" NOT NULL,

    CONSTRAINT "kbli_correspondence_pkey" PRIMARY KEY ("code_2020","code_2025")
);

-- CreateTable
CREATE TABLE "kbli_risk" (
    "code" TEXT NOT NULL,
    "scale" "business_scale" NOT NULL,
    "levels" "risk_level"[],
    "licences" TEXT[],
    "note" TEXT,
    "offered_to_scale" BOOLEAN NOT NULL,
    "confidence" "confidence" NOT NULL,
    "source" TEXT NOT NULL,
    "as_of" DATE,

    CONSTRAINT "kbli_risk_pkey" PRIMARY KEY ("code","scale")
);

-- CreateTable
CREATE TABLE "kbli_ownership_rule" (
    "id" SERIAL NOT NULL,
    "edition" "kbli_edition" NOT NULL,
    "code" TEXT NOT NULL,
    "kind" "ownership_rule_kind" NOT NULL,
    "whole_code" BOOLEAN NOT NULL,
    "scope" JSONB,
    "region" TEXT,
    "max_percent" DOUBLE PRECISION,
    "confidence" "confidence" NOT NULL,
    "source" TEXT NOT NULL,
    "as_of" DATE,

    CONSTRAINT "kbli_ownership_rule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_position_key" ON "service"("position");

-- CreateIndex
CREATE UNIQUE INDEX "service_wire_name_key" ON "service"("wire_name");

-- CreateIndex
CREATE UNIQUE INDEX "service_package_position_key" ON "service_package"("position");

-- CreateIndex
CREATE INDEX "kbli_ownership_rule_edition_code_idx" ON "kbli_ownership_rule"("edition", "code");

-- AddForeignKey
ALTER TABLE "price_option" ADD CONSTRAINT "price_option_service_code_fkey" FOREIGN KEY ("service_code") REFERENCES "service"("code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_line" ADD CONSTRAINT "package_line_package_key_fkey" FOREIGN KEY ("package_key") REFERENCES "service_package"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_line" ADD CONSTRAINT "package_line_service_code_fkey" FOREIGN KEY ("service_code") REFERENCES "service"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_line" ADD CONSTRAINT "quote_line_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

