package io.tributary.demo;

import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A folder behind FTP on a free port of the loopback address; its one user may read, rename and delete. */
final class FtpFolder implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int LOGINS = 50;

    private final FtpServer server;
    private final Listener listener;

    FtpFolder(Path folder, String user, String password) {
        listener = listener();
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        ConnectionConfigFactory connections = new ConnectionConfigFactory();
        connections.setAnonymousLoginEnabled(false);
        connections.setMaxLogins(LOGINS);
        factory.setConnectionConfig(connections.createConnectionConfig());
        server = factory.createServer();
        try {
            factory.getUserManager().save(user(folder, user, password));
            server.start();
        } catch (FtpException e) {
            throw new IllegalStateException("the FTP server of " + folder + " does not start: " + e.getMessage(), e);
        }
    }

    private static Listener listener() {
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassiveAddress(LOOPBACK);
        data.setActiveEnabled(false);
        ListenerFactory factory = new ListenerFactory();
        factory.setServerAddress(LOOPBACK);
        factory.setPort(0);
        factory.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        return factory.createListener();
    }

    private static BaseUser user(Path folder, String name, String password) {
        BaseUser user = new BaseUser();
        user.setName(name);
        user.setPassword(password);
        user.setHomeDirectory(folder.toAbsolutePath().toString());
        user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(LOGINS, LOGINS)));
        return user;
    }

    int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
