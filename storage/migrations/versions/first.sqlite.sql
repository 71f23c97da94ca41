CREATE TABLE areas (
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL CONSTRAINT ck_areas_kind CHECK (kind IN ('nation', 'province', 'commune')),
	parent_code TEXT,
	aliases JSON DEFAULT '[]' NOT NULL,
	valid_from DATE,
	valid_to DATE,
	CONSTRAINT pk_areas PRIMARY KEY (code),
	CONSTRAINT fk_areas_parent_code FOREIGN KEY(parent_code) REFERENCES areas (code)
);

CREATE INDEX ix_areas_parent_code ON areas (parent_code);

CREATE TABLE people (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	birth_year INTEGER,
	sex TEXT CONSTRAINT ck_people_sex CHECK (sex IN ('female', 'male')),
	honorific TEXT DEFAULT '' NOT NULL,
	phone TEXT,
	version INTEGER DEFAULT '1' NOT NULL,
	consented_at DATETIME,
	consent_text_version TEXT,
	demo_handle TEXT,
	erased_at DATETIME,
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT uq_people_demo_handle UNIQUE (demo_handle)
);

CREATE TABLE settings (
	"key" TEXT NOT NULL,
	value JSON,
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);

CREATE TABLE broadcasts (
	id INTEGER NOT NULL,
	asked_by INTEGER NOT NULL,
	area_code TEXT NOT NULL,
	words TEXT NOT NULL,
	asked_at DATETIME NOT NULL,
	recipients INTEGER DEFAULT '0' NOT NULL,
	status TEXT DEFAULT 'waiting' NOT NULL CONSTRAINT ck_broadcasts_status CHECK (status IN ('waiting', 'sent', 'dropped')),
	CONSTRAINT pk_broadcasts PRIMARY KEY (id),
	CONSTRAINT fk_broadcasts_asked_by FOREIGN KEY(asked_by) REFERENCES people (id),
	CONSTRAINT fk_broadcasts_area_code FOREIGN KEY(area_code) REFERENCES areas (code)
);

CREATE TABLE clubs (
	id INTEGER NOT NULL,
	area_code TEXT NOT NULL,
	name TEXT NOT NULL,
	hamlet TEXT DEFAULT '' NOT NULL,
	founded_on DATE,
	status TEXT DEFAULT 'active' NOT NULL CONSTRAINT ck_clubs_status CHECK (status IN ('active', 'paused', 'closed')),
	settings JSON DEFAULT '{}' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	was JSON DEFAULT '[]' NOT NULL,
	CONSTRAINT pk_clubs PRIMARY KEY (id),
	CONSTRAINT fk_clubs_area_code FOREIGN KEY(area_code) REFERENCES areas (code)
);

CREATE INDEX ix_clubs_area_code ON clubs (area_code);

CREATE TABLE consents (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	purpose TEXT NOT NULL,
	text_version TEXT NOT NULL,
	channel TEXT NOT NULL,
	message_id TEXT NOT NULL,
	at DATETIME NOT NULL,
	withdrawn_at DATETIME,
	CONSTRAINT pk_consents PRIMARY KEY (id),
	CONSTRAINT fk_consents_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_consents_person_id ON consents (person_id);

CREATE TABLE desks (
	person_id INTEGER NOT NULL,
	state JSON NOT NULL,
	CONSTRAINT pk_desks PRIMARY KEY (person_id),
	CONSTRAINT fk_desks_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE TABLE identities (
	id INTEGER NOT NULL,
	channel TEXT NOT NULL,
	address TEXT NOT NULL,
	person_id INTEGER,
	blocked_at DATETIME,
	last_heard_at DATETIME,
	CONSTRAINT pk_identities PRIMARY KEY (id),
	CONSTRAINT uq_identities_channel_address UNIQUE (channel, address),
	CONSTRAINT fk_identities_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_identities_person_id ON identities (person_id);

CREATE TABLE inbox (
	id INTEGER NOT NULL,
	channel TEXT NOT NULL,
	address TEXT NOT NULL,
	message_id TEXT NOT NULL,
	person_id INTEGER,
	kind TEXT NOT NULL,
	body JSON DEFAULT '{}' NOT NULL,
	received_at DATETIME NOT NULL,
	status TEXT DEFAULT 'new' NOT NULL CONSTRAINT ck_inbox_status CHECK (status IN ('new', 'done', 'aside')),
	tries INTEGER DEFAULT '0' NOT NULL,
	handled_at DATETIME,
	trace TEXT,
	CONSTRAINT pk_inbox PRIMARY KEY (id),
	CONSTRAINT uq_inbox_channel_address_message_id UNIQUE (channel, address, message_id),
	CONSTRAINT fk_inbox_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_inbox_new ON inbox (id) WHERE status = 'new';

CREATE INDEX ix_inbox_person ON inbox (person_id);

CREATE TABLE promises (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	occasion TEXT NOT NULL,
	details JSON DEFAULT '{}' NOT NULL,
	at DATETIME NOT NULL,
	status TEXT DEFAULT 'waiting' NOT NULL CONSTRAINT ck_promises_status CHECK (status IN ('waiting', 'kept', 'dropped')),
	CONSTRAINT pk_promises PRIMARY KEY (id),
	CONSTRAINT fk_promises_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_promises_person_id ON promises (person_id);

CREATE INDEX ix_promises_status_at ON promises (status, at);

CREATE TABLE talks (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	subject TEXT NOT NULL,
	person_id INTEGER,
	state JSON DEFAULT '{}' NOT NULL,
	round INTEGER DEFAULT '0' NOT NULL,
	status TEXT DEFAULT 'open' NOT NULL CONSTRAINT ck_talks_status CHECK (status IN ('open', 'parked', 'finished', 'dropped')),
	opened_at DATETIME NOT NULL,
	touched_at DATETIME NOT NULL,
	CONSTRAINT pk_talks PRIMARY KEY (id),
	CONSTRAINT fk_talks_person_id FOREIGN KEY(person_id) REFERENCES people (id)
);

CREATE INDEX ix_talks_name_subject ON talks (name, subject);

CREATE INDEX ix_talks_person_id ON talks (person_id);

CREATE UNIQUE INDEX uq_talks_open ON talks (name, subject) WHERE status = 'open';

CREATE TABLE activities (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	done_on DATE NOT NULL,
	area_number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	people INTEGER DEFAULT '0' NOT NULL,
	amount_count INTEGER DEFAULT '0' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_activities PRIMARY KEY (id),
	CONSTRAINT ck_activities_area_number CHECK (area_number BETWEEN 1 AND 8),
	CONSTRAINT fk_activities_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_activities_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE INDEX ix_activities_club_day ON activities (club_id, done_on);

CREATE TABLE assets (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	quantity INTEGER DEFAULT '1' NOT NULL,
	value BIGINT,
	acquired_on DATE,
	gone_on DATE,
	source TEXT DEFAULT '' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_assets PRIMARY KEY (id),
	CONSTRAINT fk_assets_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_assets_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE INDEX ix_assets_club_id ON assets (club_id);

CREATE TABLE audit (
	id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	person_id INTEGER,
	club_id INTEGER,
	act TEXT NOT NULL,
	subject TEXT DEFAULT '' NOT NULL,
	details JSON DEFAULT '{}' NOT NULL,
	CONSTRAINT pk_audit PRIMARY KEY (id),
	CONSTRAINT fk_audit_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_audit_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
);

CREATE INDEX ix_audit_club_at ON audit (club_id, at);

CREATE INDEX ix_audit_person_id ON audit (person_id);

CREATE TABLE club_days (
	club_id INTEGER NOT NULL,
	day DATE NOT NULL,
	entries INTEGER NOT NULL,
	gained BIGINT NOT NULL,
	biggest BIGINT NOT NULL,
	income_fund_box BIGINT NOT NULL,
	income_fund_bank BIGINT NOT NULL,
	income_fund_lent BIGINT NOT NULL,
	activity_fund_box BIGINT NOT NULL,
	activity_fund_bank BIGINT NOT NULL,
	activity_fund_lent BIGINT NOT NULL,
	CONSTRAINT pk_club_days PRIMARY KEY (club_id, day),
	CONSTRAINT fk_club_days_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
)
 WITHOUT ROWID;

CREATE TABLE club_months (
	club_id INTEGER NOT NULL,
	month DATE NOT NULL,
	meetings INTEGER NOT NULL,
	present INTEGER NOT NULL,
	guests INTEGER NOT NULL,
	measured INTEGER NOT NULL,
	activities INTEGER NOT NULL,
	areas_done INTEGER NOT NULL,
	joined INTEGER NOT NULL,
	"left" INTEGER NOT NULL,
	died INTEGER NOT NULL,
	CONSTRAINT pk_club_months PRIMARY KEY (club_id, month),
	CONSTRAINT fk_club_months_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
);

CREATE INDEX ix_club_months_month ON club_months (month);

CREATE TABLE fund_months (
	club_id INTEGER NOT NULL,
	fund TEXT NOT NULL,
	month DATE NOT NULL,
	entries INTEGER NOT NULL,
	money_in BIGINT NOT NULL,
	money_out BIGINT NOT NULL,
	moved_in BIGINT NOT NULL,
	moved_out BIGINT NOT NULL,
	opened BIGINT NOT NULL,
	lent_out BIGINT NOT NULL,
	repaid BIGINT NOT NULL,
	interest BIGINT NOT NULL,
	box BIGINT NOT NULL,
	bank BIGINT NOT NULL,
	lent BIGINT NOT NULL,
	CONSTRAINT pk_fund_months PRIMARY KEY (club_id, fund, month),
	CONSTRAINT ck_fund_months_fund CHECK (fund IN ('income_fund', 'activity_fund')),
	CONSTRAINT fk_fund_months_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
);

CREATE INDEX ix_fund_months_month ON fund_months (month);

CREATE TABLE fund_requests (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	payload JSON DEFAULT '{}' NOT NULL,
	asked_by INTEGER NOT NULL,
	asked_at DATETIME NOT NULL,
	decided_by INTEGER,
	decided_at DATETIME,
	status TEXT DEFAULT 'waiting' NOT NULL CONSTRAINT ck_fund_requests_status CHECK (status IN ('waiting', 'agreed', 'refused', 'withdrawn')),
	CONSTRAINT pk_fund_requests PRIMARY KEY (id),
	CONSTRAINT fk_fund_requests_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_fund_requests_asked_by FOREIGN KEY(asked_by) REFERENCES people (id),
	CONSTRAINT fk_fund_requests_decided_by FOREIGN KEY(decided_by) REFERENCES people (id)
);

CREATE INDEX ix_fund_requests_club_status ON fund_requests (club_id, status);

CREATE TABLE gifts_in_kind (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	given_on DATE NOT NULL,
	giver TEXT NOT NULL,
	what TEXT NOT NULL,
	value BIGINT,
	note TEXT DEFAULT '' NOT NULL,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_gifts_in_kind PRIMARY KEY (id),
	CONSTRAINT fk_gifts_in_kind_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_gifts_in_kind_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE INDEX ix_gifts_in_kind_club_day ON gifts_in_kind (club_id, given_on);

CREATE TABLE invite_guesses (
	id INTEGER NOT NULL,
	identity_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_invite_guesses PRIMARY KEY (id),
	CONSTRAINT fk_invite_guesses_identity_id FOREIGN KEY(identity_id) REFERENCES identities (id)
);

CREATE INDEX ix_invite_guesses_identity_at ON invite_guesses (identity_id, at);

CREATE TABLE invites (
	id INTEGER NOT NULL,
	code_hash TEXT NOT NULL,
	person_id INTEGER,
	role TEXT NOT NULL CONSTRAINT ck_invites_role CHECK (role IN ('leader', 'deputy', 'secretary', 'accountant', 'treasurer', 'officer', 'reader', 'operator')),
	club_id INTEGER,
	area_code TEXT,
	created_by INTEGER,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	used_at DATETIME,
	revoked_at DATETIME,
	CONSTRAINT pk_invites PRIMARY KEY (id),
	CONSTRAINT ck_invites_one_place CHECK ((club_id IS NULL) OR (area_code IS NULL)),
	CONSTRAINT uq_invites_code_hash UNIQUE (code_hash),
	CONSTRAINT fk_invites_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_invites_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_invites_area_code FOREIGN KEY(area_code) REFERENCES areas (code),
	CONSTRAINT fk_invites_created_by FOREIGN KEY(created_by) REFERENCES people (id)
);

CREATE TABLE meetings (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	held_on DATE NOT NULL,
	topic TEXT DEFAULT '' NOT NULL,
	present_count INTEGER,
	guests INTEGER DEFAULT '0' NOT NULL,
	measured_count INTEGER,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	details JSON DEFAULT '{}' NOT NULL,
	CONSTRAINT pk_meetings PRIMARY KEY (id),
	CONSTRAINT uq_meetings_club_id_held_on UNIQUE (club_id, held_on),
	CONSTRAINT fk_meetings_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_meetings_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE TABLE members (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	roster_number INTEGER NOT NULL,
	name TEXT NOT NULL,
	birth_year INTEGER,
	birth_date DATE,
	sex TEXT CONSTRAINT ck_members_sex CHECK (sex IN ('female', 'male')),
	joined_on DATE,
	left_on DATE,
	left_reason TEXT CONSTRAINT ck_members_left_reason CHECK (left_reason IN ('moved', 'left', 'died')),
	hamlet TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_members PRIMARY KEY (id),
	CONSTRAINT uq_members_club_id_roster_number UNIQUE (club_id, roster_number),
	CONSTRAINT fk_members_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
);

CREATE INDEX ix_members_club_days ON members (club_id, joined_on, left_on);

CREATE TABLE outbox (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	person_id INTEGER,
	channel TEXT NOT NULL,
	address TEXT NOT NULL,
	body JSON DEFAULT '{}' NOT NULL,
	kind TEXT NOT NULL CONSTRAINT ck_outbox_kind CHECK (kind IN ('question', 'receipt', 'reminder', 'reply', 'notice', 'digest')),
	not_before DATETIME NOT NULL,
	status TEXT DEFAULT 'waiting' NOT NULL CONSTRAINT ck_outbox_status CHECK (status IN ('waiting', 'sending', 'sent', 'unknown', 'failed')),
	tries INTEGER DEFAULT '0' NOT NULL,
	sent_at DATETIME,
	provider_id TEXT,
	answers_inbox_id INTEGER,
	created_at DATETIME NOT NULL,
	CONSTRAINT pk_outbox PRIMARY KEY (id),
	CONSTRAINT uq_outbox_key UNIQUE ("key"),
	CONSTRAINT fk_outbox_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_outbox_answers_inbox_id FOREIGN KEY(answers_inbox_id) REFERENCES inbox (id)
);

CREATE INDEX ix_outbox_answers_inbox_id ON outbox (answers_inbox_id);

CREATE INDEX ix_outbox_person ON outbox (person_id);

CREATE INDEX ix_outbox_status ON outbox (status);

CREATE INDEX ix_outbox_waiting ON outbox (not_before, id) WHERE status = 'waiting';

CREATE TABLE reports (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	period TEXT NOT NULL,
	status TEXT DEFAULT 'draft' NOT NULL CONSTRAINT ck_reports_status CHECK (status IN ('draft', 'submitted', 'sent_back', 'approved', 'accepted', 'amended')),
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_reports PRIMARY KEY (id),
	CONSTRAINT uq_reports_club_id_period UNIQUE (club_id, period),
	CONSTRAINT fk_reports_club_id FOREIGN KEY(club_id) REFERENCES clubs (id)
);

CREATE INDEX ix_reports_period_status ON reports (period, status);

CREATE TABLE roles (
	id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	role TEXT NOT NULL CONSTRAINT ck_roles_role CHECK (role IN ('leader', 'deputy', 'secretary', 'accountant', 'treasurer', 'officer', 'reader', 'operator')),
	club_id INTEGER,
	area_code TEXT,
	since DATE NOT NULL,
	until DATE,
	CONSTRAINT pk_roles PRIMARY KEY (id),
	CONSTRAINT ck_roles_one_place CHECK ((club_id IS NULL) OR (area_code IS NULL)),
	CONSTRAINT fk_roles_person_id FOREIGN KEY(person_id) REFERENCES people (id),
	CONSTRAINT fk_roles_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_roles_area_code FOREIGN KEY(area_code) REFERENCES areas (code)
);

CREATE INDEX ix_roles_area_code ON roles (area_code);

CREATE INDEX ix_roles_club_id ON roles (club_id);

CREATE INDEX ix_roles_person_id ON roles (person_id);

CREATE TABLE absences (
	meeting_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	reason TEXT DEFAULT 'unknown' NOT NULL CONSTRAINT ck_absences_reason CHECK (reason IN ('sick_visit_needed', 'away', 'unknown')),
	CONSTRAINT pk_absences PRIMARY KEY (meeting_id, member_id),
	CONSTRAINT fk_absences_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
	CONSTRAINT fk_absences_member_id FOREIGN KEY(member_id) REFERENCES members (id)
);

CREATE INDEX ix_absences_member ON absences (member_id);

CREATE TABLE loans (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	principal BIGINT NOT NULL,
	months INTEGER NOT NULL,
	monthly_rate_bp INTEGER NOT NULL,
	method TEXT DEFAULT 'flat' NOT NULL CONSTRAINT ck_loans_method CHECK (method IN ('flat', 'declining')),
	repayment TEXT DEFAULT 'end' NOT NULL CONSTRAINT ck_loans_repayment CHECK (repayment IN ('end', 'monthly')),
	lent_on DATE NOT NULL,
	due_on DATE NOT NULL,
	guarantor TEXT DEFAULT '' NOT NULL,
	purpose TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'open' NOT NULL CONSTRAINT ck_loans_status CHECK (status IN ('open', 'repaid', 'written_off', 'cancelled')),
	version INTEGER DEFAULT '1' NOT NULL,
	CONSTRAINT pk_loans PRIMARY KEY (id),
	CONSTRAINT ck_loans_principal CHECK (principal > 0),
	CONSTRAINT fk_loans_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_loans_member_id FOREIGN KEY(member_id) REFERENCES members (id)
);

CREATE INDEX ix_loans_club_status_due ON loans (club_id, status, due_on);

CREATE INDEX ix_loans_member_id ON loans (member_id);

CREATE TABLE report_versions (
	report_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	figures JSON DEFAULT '{}' NOT NULL,
	submitted_by INTEGER,
	submitted_at DATETIME NOT NULL,
	changes JSON DEFAULT '[]' NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT pk_report_versions PRIMARY KEY (report_id, number),
	CONSTRAINT fk_report_versions_report_id FOREIGN KEY(report_id) REFERENCES reports (id),
	CONSTRAINT fk_report_versions_submitted_by FOREIGN KEY(submitted_by) REFERENCES people (id)
);

CREATE TABLE entries (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	fund TEXT NOT NULL CONSTRAINT ck_entries_fund CHECK (fund IN ('income_fund', 'activity_fund')),
	seq INTEGER NOT NULL,
	kind TEXT NOT NULL CONSTRAINT ck_entries_kind CHECK (kind IN ('income', 'expense', 'transfer', 'lend', 'repay', 'opening', 'reversal', 'adjustment')),
	effect_kind TEXT NOT NULL CONSTRAINT ck_entries_effect_kind CHECK (effect_kind IN ('income', 'expense', 'transfer', 'lend', 'repay', 'opening', 'reversal', 'adjustment')),
	receipt_side TEXT NOT NULL CONSTRAINT ck_entries_receipt_side CHECK (receipt_side IN ('in', 'out', 'none')),
	receipt_year INTEGER,
	receipt_number INTEGER,
	category TEXT NOT NULL,
	occurred_on DATE NOT NULL,
	recorded_at DATETIME NOT NULL,
	recorded_by INTEGER,
	member_id INTEGER,
	party TEXT,
	note TEXT,
	photo TEXT,
	loan_id INTEGER,
	reverses_id INTEGER,
	talk_id INTEGER,
	round INTEGER,
	line INTEGER,
	salt TEXT,
	text_digest TEXT NOT NULL,
	previous_hash TEXT NOT NULL,
	hash TEXT NOT NULL,
	CONSTRAINT pk_entries PRIMARY KEY (id),
	CONSTRAINT uq_entries_club_id_fund_seq UNIQUE (club_id, fund, seq),
	CONSTRAINT uq_entries_club_id_fund_receipt_year_receipt_side_receipt_number UNIQUE (club_id, fund, receipt_year, receipt_side, receipt_number),
	CONSTRAINT uq_entries_talk_id_round_line UNIQUE (talk_id, round, line),
	CONSTRAINT fk_entries_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_entries_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id),
	CONSTRAINT fk_entries_member_id FOREIGN KEY(member_id) REFERENCES members (id),
	CONSTRAINT fk_entries_loan_id FOREIGN KEY(loan_id) REFERENCES loans (id),
	CONSTRAINT uq_entries_reverses_id UNIQUE (reverses_id),
	CONSTRAINT fk_entries_reverses_id FOREIGN KEY(reverses_id) REFERENCES entries (id)
);

CREATE INDEX ix_entries_club_fund_day ON entries (club_id, fund, occurred_on);

CREATE INDEX ix_entries_loan ON entries (loan_id);

CREATE INDEX ix_entries_member ON entries (member_id);

CREATE TABLE loan_balances (
	loan_id INTEGER NOT NULL,
	owed BIGINT NOT NULL,
	CONSTRAINT pk_loan_balances PRIMARY KEY (loan_id),
	CONSTRAINT fk_loan_balances_loan_id FOREIGN KEY(loan_id) REFERENCES loans (id)
);

CREATE TABLE cash_counts (
	id INTEGER NOT NULL,
	club_id INTEGER NOT NULL,
	counted_on DATE NOT NULL,
	counted BIGINT NOT NULL,
	book BIGINT NOT NULL,
	difference BIGINT NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	settled_entry_id INTEGER,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_cash_counts PRIMARY KEY (id),
	CONSTRAINT fk_cash_counts_club_id FOREIGN KEY(club_id) REFERENCES clubs (id),
	CONSTRAINT fk_cash_counts_settled_entry_id FOREIGN KEY(settled_entry_id) REFERENCES entries (id),
	CONSTRAINT fk_cash_counts_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE INDEX ix_cash_counts_club_day ON cash_counts (club_id, counted_on);

CREATE TABLE lines (
	entry_id INTEGER NOT NULL,
	place TEXT NOT NULL,
	amount BIGINT NOT NULL,
	CONSTRAINT pk_lines PRIMARY KEY (entry_id, place),
	CONSTRAINT ck_lines_place CHECK (place IN ('box', 'bank', 'lent', 'earned', 'spent', 'start')),
	CONSTRAINT ck_lines_amount CHECK (amount <> 0),
	CONSTRAINT fk_lines_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
);

CREATE TABLE loan_events (
	id INTEGER NOT NULL,
	loan_id INTEGER NOT NULL,
	kind TEXT NOT NULL CONSTRAINT ck_loan_events_kind CHECK (kind IN ('repay', 'extend', 'write_off')),
	"on" DATE NOT NULL,
	principal BIGINT DEFAULT '0' NOT NULL,
	interest BIGINT DEFAULT '0' NOT NULL,
	new_due_on DATE,
	entry_id INTEGER,
	note TEXT DEFAULT '' NOT NULL,
	recorded_by INTEGER,
	recorded_at DATETIME NOT NULL,
	CONSTRAINT pk_loan_events PRIMARY KEY (id),
	CONSTRAINT fk_loan_events_loan_id FOREIGN KEY(loan_id) REFERENCES loans (id),
	CONSTRAINT fk_loan_events_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id),
	CONSTRAINT fk_loan_events_recorded_by FOREIGN KEY(recorded_by) REFERENCES people (id)
);

CREATE INDEX ix_loan_events_loan_id ON loan_events (loan_id);
